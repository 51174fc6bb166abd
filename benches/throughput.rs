//! How fast the core is: extraction alone, the whole check, look-up in the table.
//!
//! `cargo bench` runs all of it on text made here. A text of your own joins in with
//! `LAWLINT_BENCH_TEXT=statutes.txt cargo bench`. Whole processes, beside ripgrep: `benches/compare.py`.

use std::{env, fs};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use lawlint::check::{self, Options, Threads};
use lawlint::citation;
use lawlint::document::{Document, Format, decode};
use lawlint::law::{Law, Section};

const MEGABYTE: usize = 1 << 20;
const AS_OF: Date = date(2026, 1, 1);

fn main() {
    divan::main();
}

/// Statutes: long paragraphs, a bare section number every few hundred bytes.
mod statutes {
    use super::*;

    #[divan::bench(args = [1, 10], sample_count = 10)]
    fn extract(bencher: Bencher, megabytes: usize) {
        measure_extraction(bencher, &read(made_statutes(megabytes * MEGABYTE), Format::PlainText));
    }

    #[divan::bench(args = [1, 10], sample_count = 10)]
    fn check(bencher: Bencher, megabytes: usize) {
        measure_check(bencher, &read(made_statutes(megabytes * MEGABYTE), Format::PlainText));
    }
}

/// Brochures: short paragraphs and list items in Markdown, a citation and its penalties in most of them.
mod brochure {
    use super::*;

    #[divan::bench(args = [1, 10], sample_count = 10)]
    fn parse(bencher: Bencher, megabytes: usize) {
        let text = made_brochure(megabytes * MEGABYTE);
        bencher.counter(BytesCount::of_str(&text)).bench(|| read(text.clone(), Format::Markdown));
    }

    #[divan::bench(args = [1, 10], sample_count = 10)]
    fn extract(bencher: Bencher, megabytes: usize) {
        measure_extraction(bencher, &read(made_brochure(megabytes * MEGABYTE), Format::Markdown));
    }

    #[divan::bench(args = [1, 10], sample_count = 10)]
    fn check(bencher: Bencher, megabytes: usize) {
        measure_check(bencher, &read(made_brochure(megabytes * MEGABYTE), Format::Markdown));
    }
}

/// The text that `LAWLINT_BENCH_TEXT` names, if it names one.
mod own_text {
    use super::*;

    #[divan::bench(sample_count = 10)]
    fn extract(bencher: Bencher) {
        measure_extraction(bencher, &own_text());
    }

    #[divan::bench(sample_count = 10)]
    fn check(bencher: Bencher) {
        measure_check(bencher, &own_text());
    }
}

/// The first question to a new table: nothing has been read yet.
mod cold_look_up {
    use super::*;

    #[divan::bench(args = ["1-1", "17a-106a", "53a-192a", "54-36p", "99-1"])]
    fn section(bencher: Bencher, number: &str) {
        let section = Section::connecticut(number).expect("the numbers above have the shape of sections");
        bencher.bench(|| black_box(Law::embedded().section(&section)).is_some());
    }

    #[divan::bench(args = ["53a-83", "53a-192a"])]
    fn offense(bencher: Bencher, number: &str) {
        let section = Section::connecticut(number).expect("the numbers above have the shape of sections");
        bencher.bench(|| black_box(Law::embedded().timeline(&section)).is_some());
    }
}

fn measure_extraction(bencher: Bencher, document: &Document) {
    let law = Law::embedded();
    bencher.counter(BytesCount::of_str(&document.text)).bench(|| citation::find(document, &law, Threads::One).len());
}

fn measure_check(bencher: Bencher, document: &Document) {
    let law = Law::embedded();
    let options = Options::all(AS_OF);
    bencher
        .counter(BytesCount::of_str(&document.text))
        .bench(|| check::check(document, &law, &options).diagnostics.len());
}

fn read(text: String, format: Format) -> Document {
    Document::parse(decode(text.into_bytes()).expect("text made or read as UTF-8 is no binary file"), format)
}

/// Empty where the variable is not set, so that the benchmark then measures next to nothing.
fn own_text() -> Document {
    let text = env::var_os("LAWLINT_BENCH_TEXT").map_or_else(String::new, |path| {
        let text = fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
        String::from_utf8_lossy(&text).into_owned()
    });
    read(text, Format::PlainText)
}

/// Paragraphs with the density of the General Statutes; the words are this project's own.
fn made_statutes(size: usize) -> String {
    let mut numbers = Numbers(1);
    let mut text = String::with_capacity(size + 2000);
    while text.len() < size {
        let (title, section) = (numbers.title(), numbers.below(250) + 1);
        text.push_str(&format!("Sec. {title}-{section}. Duties of the board and of its members.\n\n"));
        for letter in ['a', 'b', 'c', 'd'] {
            let (other, third) = (numbers.title(), numbers.title());
            let (low, high) = (numbers.below(120) + 1, numbers.below(120) + 130);
            text.push_str(&match numbers.below(5) {
                0 => format!(
                    "({letter}) The board shall keep a list of all persons who hold a permit under section {other}-{low}, \
                     and shall send a copy of it to each town clerk not later than the first day of March of each \
                     year. The list shall state for each person the name, the place of business, the day on which the \
                     permit ends and whether any complaint is open.\n\n"
                ),
                1 => format!(
                    "({letter}) Any person who violates any provision of subsection (a) of this section or sections \
                     {other}-{low} to {other}-{high}, inclusive, shall be fined not more than five hundred dollars or \
                     imprisoned not more than six months, or both.\n\n"
                ),
                2 => format!(
                    "({letter}) The commissioner may adopt regulations, in accordance with the provisions of chapter \
                     54, to carry out the purposes of subdivision (2) of subsection (b) of section {other}-{low} and of \
                     sections {third}-{low}, {third}-{high} and {other}-{high}.\n\n"
                ),
                3 => format!(
                    "({letter}) No town, city or borough shall be liable for what its officers do in good faith under \
                     this section, except as 42 USC {high} provides. A person who believes that an order under section \
                     {other}-{low}a is wrong may ask the superior court for the judicial district in which the person \
                     lives to set it aside, within thirty days after the order was mailed.\n\n"
                ),
                _ => format!(
                    "({letter}) Each report shall be open to the public. It shall be filed with the secretary, who shall \
                     keep it for ten years, and the costs of keeping it shall be borne by those who file it, in such \
                     shares as the board shall fix after a hearing of which notice was given in a newspaper.\n\n"
                ),
            });
        }
        let (year, act) = (numbers.below(30) + 70, numbers.below(400) + 1);
        text.push_str(&format!("(P.A. {year}-{act}, S. {}.)\n\n", numbers.below(30) + 1));
    }
    text
}

/// Markdown with a judged statement in most blocks, right and wrong ones mixed.
fn made_brochure(size: usize) -> String {
    const OFFENSES: [(&str, &str); 4] = [
        ("53a-192a", "Trafficking in persons"),
        ("53a-86", "Promoting prostitution in the first degree"),
        ("53a-83", "Soliciting sexual acts"),
        ("53a-87", "Promoting prostitution in the second degree"),
    ];
    let mut numbers = Numbers(2);
    let mut text = String::with_capacity(size + 2000);
    while text.len() < size {
        let (section, name) = OFFENSES[numbers.below(OFFENSES.len())];
        let class = ["A", "B", "C", "D"][numbers.below(4)];
        let (low, high, fine) = (numbers.below(10) + 1, numbers.below(15) + 11, (numbers.below(4) + 1) * 5);
        text.push_str(&format!(
            "## {name}\n\n\
             Whoever does this to you commits a crime, even if you came here of your own will. You may call us by day \
             and by night; we ask for no papers and tell nobody that you called.\n\n\
             - *{name}*, Conn. Gen. Stat. § {section}, is a class {class} felony. It carries {low} to {high} years in \
             prison and a fine of up to ${fine},000.\n\
             - Under 18 U.S.C. § 1591(b)(2) there is a mandatory minimum sentence of {low} years.\n\n\
             Ask a lawyer what that means for you. Bring what you have in writing, and somebody whom you trust.\n\n"
        ));
    }
    text
}

/// A sequence of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        // Knuth's MMIX constants; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn title(&mut self) -> &'static str {
        ["4", "7", "8", "12", "14", "17a", "19a", "21a", "22a", "31", "38a", "46b", "52", "53a", "54"][self.below(15)]
    }
}
