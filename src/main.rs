//! The program `lawlint`: calls [`lawlint::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    lawlint::cli::main()
}
