//! What stands around the findings: the page's head, its header and its closing notes.

use super::super::RunInfo;
use super::super::summary::{Tally, known_through, left_out};
use super::escaped;

/// Everything before the page's header.
pub(super) const HEAD: &str = concat!(
    r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<title>What lawlint found</title>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<style>
"#,
    include_str!("style.css"),
    r"</style>
</head>
<body>
"
);

/// How much was found, by the law of which day, and what was left out.
pub(super) fn header(tally: &Tally, run: &RunInfo) -> String {
    let known = known_through(run).map(|known| format!(" The law is known {}.", escaped(&known))).unwrap_or_default();
    let left_out: String = left_out(run).map(|left_out| format!("<p>{}.</p>\n", escaped(&left_out))).collect();
    format!(
        "<header>\n<h1>What lawlint found</h1>\n<p class=\"found\">{}.</p>\n\
         <p>Held against the law of {}.{known}</p>\n{left_out}</header>\n",
        tally.findings(),
        run.as_of
    )
}

/// How to read the page, where there is something to read, and what it cannot say.
pub(super) fn footer(tally: &Tally) -> String {
    let legend = if tally.counts().is_some() { LEGEND } else { "" };
    format!("<footer>\n{legend}{LIMITS}</footer>\n</body>\n</html>\n")
}

const LEGEND: &str = "\
<h2>How to read this page</h2>
<p>An <strong>error</strong> is wrong, a <strong>warning</strong> is probably wrong, and a <strong>note</strong> is worth
knowing. What is <em>stale</em> was so once; what is <em>incorrect</em> never was.</p>
<p>Each finding shows the passage that it is about: <mark>the words in question</mark> and, if it stands nearby,
<cite>the citation</cite> that they belong to. Whoever follows a suggestion changes what the document says: read the
sentence again afterwards.</p>
";

const LIMITS: &str = concat!(
    "\
<h2>What this page cannot say</h2>
<p>Acts since the days through which the law is known are not known: what is reported here may have become right, and what is
not may have become wrong. lawlint says nothing where it is not sure, so that a document without findings may be wrong
all the same.</p>
<p>lawlint is no lawyer and gives no legal advice. Before you print a figure, have it read by somebody who may give it.</p>
<p>Written by lawlint ",
    env!("CARGO_PKG_VERSION"),
    ".</p>\n"
);
