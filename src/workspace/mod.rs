//! What lies around a document on the disk: its configuration, its baseline, the files beside it. Shared by the command line
//! and the language server; checks nothing and tells nobody.

pub(crate) mod baseline;
pub(crate) mod config;
pub(crate) mod files;
pub(crate) mod standard;
