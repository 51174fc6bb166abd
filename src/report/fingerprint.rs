//! Names a finding so that it is known again when lines have moved. The names are kept in baselines
//! and by code hosts: to change how they are made is to break them.

use std::collections::HashMap;

use crate::check::Diagnostic;

/// Names the findings of one file.
pub(super) struct Fingerprints<'a> {
    filename: &'a str,
    seen: HashMap<u64, u64>,
}

impl<'a> Fingerprints<'a> {
    pub(super) fn new(filename: &'a str) -> Self {
        Fingerprints { filename, seen: HashMap::new() }
    }

    /// The next finding's name. `text` is what it is about; where it stands does not count, except
    /// that equal findings are numbered in their order.
    pub(super) fn next(&mut self, diagnostic: &Diagnostic, text: &str) -> String {
        let mut hash = Fnv::new();
        hash.field(self.filename);
        hash.field(diagnostic.lint.name());
        hash.field(diagnostic.cite.as_ref().map_or("", |cite| &cite.id));
        match &diagnostic.claim {
            Some(claim) => {
                hash.field(claim.kind);
                hash.field(&claim.stated);
            }
            // Words, not characters: a paragraph that is wrapped anew says the same.
            None => text.split_whitespace().for_each(|word| hash.field(word)),
        }
        let occurrence = self.seen.entry(hash.0).or_insert(0);
        *occurrence += 1;
        hash.field(&occurrence.to_string());
        format!("{:016x}", hash.0)
    }
}

/// FNV-1a in 64 bits: small, and the same everywhere and always, unlike the standard library's hash.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn field(&mut self, field: &str) {
        self.bytes(field.as_bytes());
        // No UTF-8 text holds this byte, so fields cannot run into one another.
        self.bytes(&[0xff]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        for (text, expected) in
            [("", 0xcbf2_9ce4_8422_2325_u64), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            let mut hash = Fnv::new();
            hash.bytes(text.as_bytes());
            assert_eq!(hash.0, expected, "{text}");
        }
    }

    #[test]
    fn fingerprints_are_what_they_always_were() {
        assert_eq!(fingerprints(&example()), EXAMPLE_FINGERPRINTS);
    }

    #[test]
    fn moving_lines_changes_nothing() {
        let file = example();
        let moved = checked("draft.md", &format!("New first line.\n\n{}", &file.document.text), |text| {
            vec![stale_class(text), unknown_section(text)]
        });
        assert_eq!(fingerprints(&moved), fingerprints(&file));
    }

    #[test]
    fn equal_findings_are_numbered() {
        let file = checked("a.md", EXAMPLE, |text| vec![stale_class(text), stale_class(text)]);
        let [first, second] = &fingerprints(&file)[..] else { panic!("two findings") };
        assert_ne!(first, second);
    }

    #[test]
    fn wrapping_a_citation_anew_changes_nothing() {
        let once =
            checked("a.md", "Conn. Gen. Stat. § 53a-999", |text| vec![about(text, "Conn. Gen. Stat. § 53a-999")]);
        let wrapped =
            checked("a.md", "Conn. Gen. Stat.\n§ 53a-999", |text| vec![about(text, "Conn. Gen. Stat.\n§ 53a-999")]);
        assert_eq!(fingerprints(&once), fingerprints(&wrapped));
    }

    fn fingerprints(file: &crate::report::CheckedFile) -> Vec<String> {
        let placed = crate::report::place(file);
        placed.into_iter().map(|placed| placed.fingerprint).collect()
    }
}
