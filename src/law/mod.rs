//! The vocabulary of the law and the canonical table. A leaf: imports nothing of the stages above it.

pub mod order;
