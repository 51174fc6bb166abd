//! Cuts a heading down to the section's name: no class, no note, no final period.

use std::sync::LazyLock;

use regex::Regex;

/// The name of a section, or nothing where the copy cut the heading before the name began.
pub(super) fn name(heading: &str) -> String {
    let spaced = one_space(heading);
    let bare = without_class(without_note(&spaced));
    let name = bare.trim().trim_end_matches(['.', ' ']);
    // A stub has its own sentence where a name would stand; a cut note begins with its parenthesis.
    let is_name = !name.starts_with('(') && !STATES_A_FATE.is_match(name);
    if is_name { name.to_owned() } else { String::new() }
}

/// The names of the sections that one heading stands for. A heading that names several sections can be
/// split when it holds just as many sentences; otherwise its first sentence is the first section's.
pub(super) fn names(heading: &str, sections: usize, whole: bool) -> Vec<String> {
    if sections == 1 {
        return vec![name(heading)];
    }
    let spaced = one_space(heading);
    let sentences: Vec<&str> = SENTENCE_END.split(&spaced).collect();
    let split = whole && sentences.len() == sections && !ABBREVIATION.is_match(&spaced);
    let known = if split { &sentences[..] } else { &sentences[..1] };
    let mut names: Vec<String> = known.iter().map(|sentence| name(sentence)).collect();
    names.resize(sections, String::new());
    names
}

/// `text` with every run of white space, of any kind, made one space, and without soft hyphens.
pub(super) fn one_space(text: &str) -> String {
    let visible = text.replace('\u{ad}', "");
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

static STATES_A_FATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:Transferred to |Reserved for future use|Sections? \d.* repealed)").expect("the pattern is valid")
});

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\. ").expect("the pattern is valid"));

// A period after these does not end a sentence.
static ABBREVIATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:Secs?|[Cc]h|St|Dr|Inc|No|etc|[A-Z])\. ").expect("the pattern is valid"));

/// Without `*(See end of section for amended version and effective date.)` and `(Note: …)` in front. A
/// note that the copy cut is closed by the dash before the name, or by nothing.
fn without_note(heading: &str) -> &str {
    let inside = heading.trim_start_matches(['*', ' ']);
    if !inside.starts_with("(See end of section") && !inside.starts_with("(Note:") {
        return heading;
    }
    // The note may name `subsections (a) and (b)`.
    let mut depth = 0;
    let end = inside.find(|sign| {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        depth == 0
    });
    let after = end.map(|end| &inside[end + 1..]);
    let after = after.or_else(|| inside.split_once(" - ").map(|(_, name)| name));
    after.unwrap_or_default().trim_start_matches(['.', ' '])
}

/// Without `: Class D felony.`, `: Class A misdemeanor or class D felony`, `; class C misdemeanor`, a
/// nonsuspendable part after the class, and `: Infraction.`. A class inside a sentence is part of it.
fn without_class(heading: &str) -> String {
    static CLASS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            (?: [:;.]\s* class (?: [\s,;]+ (?: class | [a-e] | or | and | felony | misdemeanor
                                              | first | second | third | subsequent | offense )\b )+
                (?: :\ [^.]* (?: suspendable | sentences? ) [^.]* )?
              | :\s* (?: infraction | violation | unclassified\ (?: felony | misdemeanor ) )
            ) (?<end> \. | $ )",
        )
        .expect("the pattern is valid")
    });
    CLASS.replace_all(heading, "$end").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_go() {
        let bare = "Painting a gate without leave";
        for class in [
            "Class D felony.",
            "Class B or A felony",
            "Class A misdemeanor or class D felony.",
            "Class D or class C felony.",
            "Class C felony: One year not suspendable.",
            "Class B felony: Nonsuspendable sentences",
            "Class E felony, first offense; class D felony, second offense; class B felony, subsequent offense.",
            "Infraction.",
            "Unclassified felony",
        ] {
            assert_eq!(name(&format!("{bare}: {class}")), bare, "{class}");
        }
        assert_eq!(name("Gates. Penalties. Class C misdemeanor."), "Gates. Penalties");
        assert_eq!(name("Painting of gates; class C misdemeanor."), "Painting of gates");
        assert_eq!(name("Painting a gate: Class A misdemeanor. Exceptions."), "Painting a gate. Exceptions");
    }

    #[test]
    fn a_class_inside_a_sentence_stays() {
        for name_itself in ["Sentencing of a painter for class A or B felony", "Gates. Class B gate paint ban"] {
            assert_eq!(name(name_itself), name_itself);
        }
    }

    #[test]
    fn notes_go() {
        let end = "*(See end of section for amended version and effective date";
        assert_eq!(name(&format!("{end}.) Gates. Fees.")), "Gates. Fees");
        assert_eq!(name(&format!("{end}). Gates.")), "Gates");
        assert_eq!(name(end), "");
        let part = "*(See end of section for amended version of subsections (a) and (b) and effective date";
        assert_eq!(name(&format!("{part}.) Gates (all). Fees.")), "Gates (all). Fees");
        assert_eq!(name(part), "");
        assert_eq!(name("*(See end of section for amen - Gates."), "Gates");
        assert_eq!(name("(Note: This section is effective July 1, 2025.) Gates."), "Gates");
        assert_eq!(name("Gates*\u{a0} and\t posts."), "Gates* and posts");
        assert_eq!(name("Transferred to Chapter 2, Sec. 3-4."), "");
    }

    #[test]
    fn headings_of_several_sections() {
        assert_eq!(names("Gates. Posts; fees.", 2, true), ["Gates", "Posts; fees"]);
        assert_eq!(names("Gates. Posts. Fees.", 2, true), ["Gates", ""]);
        assert_eq!(names("Gates. Posts.", 2, false), ["Gates", ""]);
        assert_eq!(names("Gates of St. Mary.", 2, true), ["Gates of St", ""]);
    }
}
