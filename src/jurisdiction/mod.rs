//! How each jurisdiction's statutes are cited and what its units are called. One file a jurisdiction.

pub mod connecticut;
pub mod other_states;
