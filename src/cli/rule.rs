//! `lawlint rule`: explains a lint, or lists all of them. `docs/lints.md` says the same.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::args::RuleArgs;
use crate::check::Lint;

pub(super) fn run(arguments: &RuleArgs) -> Result<Outcome> {
    let mut out = anstream::stdout().lock();
    match arguments.name {
        Some(lint) => write!(out, "# {}: {}\n\n{}", lint.name(), lint.summary(), page(lint))?,
        None => {
            for lint in Lint::ALL {
                writeln!(out, "{:18}{}", lint.name(), lint.summary())?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// All that there is to say of a lint, without a heading: its own page, and how to set it. Markdown.
fn page(lint: Lint) -> String {
    let name = lint.name();
    format!(
        "{}
**Configuration.** In `lawlint.toml`, `ignore = [\"{name}\"]` switches it off everywhere, and
`\"archive/**\" = [\"{name}\"]` under `[per-file-ignores]` for some files. `{name} = \"info\"` under `[severity]` says how
grave each of its findings is: `error`, `warning`, `info`, or `off`. In the document,
`<!-- lawlint: ignore[{name}] why -->` silences it at that place; in plain text,
`# lawlint: ignore[{name}] why` on a line of its own.
",
        lint.explanation()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::file_is_current;

    #[test]
    fn the_reference_is_current() {
        let contents: String =
            Lint::ALL.map(|lint| format!("- [`{0}`](#{0}): {1}\n", lint.name(), lint.summary())).concat();
        let pages = Lint::ALL.map(|lint| format!("\n## {}\n\n{}", lint.name(), page(lint))).concat();
        let written = "Written by `UPDATE=1 cargo test --lib rule` from what the program says: do not edit it.";
        let text = format!(
            "<!-- {written} -->\n\n# The lints\n\nWhat lawlint reports, as `lawlint rule NAME` explains it.\n\n{contents}{pages}"
        );
        file_is_current("docs/lints.md", &text);
    }
}
