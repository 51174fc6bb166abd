//! Reads which acts made and changed a section: its credits and its history note. Knows no act that they do not name.

mod credits;
mod effective;
mod history;
mod name;
mod touched;

pub(super) use credits::{CreditName, CreditedAct, credits};
pub(super) use effective::default_of;
pub(super) use history::{Author, HistoryEntry, history};
pub(super) use name::named_acts;
pub(super) use touched::Touched;
