//! What the table knows, in words for people: for `lawlint law` and for the cards that editors show.

use jiff::civil::Date;

use super::{Dollars, Entry, History, Length, Penalty, Status, Timeline};

impl<'a> Entry<'a> {
    /// The status on a day; before an offense whose whole history is known began, there was no such section.
    pub fn status_on(&self, timeline: Option<&Timeline>, as_of: Date) -> &'static str {
        let created = timeline.filter(|timeline| timeline.history == History::Complete);
        match created.and_then(|timeline| timeline.states.first()) {
            Some(first) if as_of < first.from => "not-yet-enacted",
            _ => self.edition_status_on(as_of),
        }
    }

    /// A section whose repeal lies ahead of the date is still in force.
    fn edition_status_on(&self, as_of: Date) -> &'static str {
        match &self.status {
            Status::Repealed(ended) if ended.effective.is_some_and(|effective| as_of < effective) => {
                Status::InForce.name()
            }
            status => status.name(),
        }
    }

    /// Its status with what became of it: `repealed (2017-10-01, P.A. 17-32, S. 4)`.
    pub fn standing(&self, timeline: Option<&Timeline>, as_of: Date) -> String {
        let status = self.status_on(timeline, as_of);
        if status == "not-yet-enacted" {
            return "not yet enacted".to_owned();
        }
        let ended = match &self.status {
            Status::Repealed(ended) => ended,
            Status::Transferred { to, ended } => {
                return format!("transferred to {}{}", to.join(", "), on(ended.effective, ended.act));
            }
            status => return status.name().replace('-', " "),
        };
        let ahead = if status == Status::InForce.name() { ", to be repealed" } else { "" };
        format!("{}{ahead}{}", status.replace('-', " "), on(ended.effective, ended.act))
    }

    /// Its name on a day: the offense may have had an earlier one. Empty if none is known.
    pub fn name_on<'t>(&'t self, timeline: Option<&'t Timeline>, as_of: Date) -> &'t str {
        let then = timeline.and_then(|timeline| timeline.on(as_of)).map(|state| state.name.as_str());
        match (self.catchline, then) {
            ("", _) => "",
            (today, Some(then)) if !today.starts_with(then) => then,
            (today, _) => today,
        }
    }
}

fn on(effective: Option<Date>, act: Option<&str>) -> String {
    match (effective, act) {
        (Some(effective), Some(act)) => format!(" ({effective}, {act})"),
        (Some(effective), None) => format!(" ({effective})"),
        (None, Some(act)) => format!(" ({act})"),
        (None, None) => String::new(),
    }
}

impl Penalty {
    /// `class B felony (b)(2), victim under thirteen: 1 to 20 years; fine up to $15,000; mandatory 5 years`.
    pub fn described(&self) -> String {
        if !self.is_known() && self.pinpoint.is_whole() {
            let condition = self.condition.as_ref().map(|condition| format!(", {condition}")).unwrap_or_default();
            return format!("other penalties not known{condition}");
        }
        let deemed = if self.deemed { "deemed a " } else { "" };
        let mut head = self.classification.map_or_else(|| "offense".to_owned(), |class| format!("{deemed}{class}"));
        if !self.pinpoint.is_whole() {
            head = format!("{head} {}", self.pinpoint);
        }
        if let Some(condition) = &self.condition {
            head = format!("{head}, {condition}");
        }
        format!("{head}: {}", self.figures())
    }

    /// What it carries: `1 to 20 years; fine up to $15,000; mandatory 5 years`.
    fn figures(&self) -> String {
        let shortest = if self.shortest_known { "" } else { " (shortest not known)" };
        let no_term =
            if self.classification.is_none() && self.fine.is_some() { "no term stated" } else { "term not known" };
        let term = self.term.map_or_else(|| no_term.to_owned(), |term| format!("{term}{shortest}"));
        let fine = match (self.fine_minimum, self.fine) {
            (Some(least), Some(fine)) => format!("fine {} to {}", Dollars(least), Dollars(fine.dollars())),
            (None, Some(fine)) => format!("fine {fine}"),
            (Some(least), None) => format!("fine at least {}", Dollars(least)),
            (None, None) => "fine not known".to_owned(),
        };
        let lengths = self.minimum.as_ref().filter(|lengths| !lengths.is_empty());
        let minimum = lengths.map(|lengths| {
            format!("; mandatory {}", lengths.iter().map(Length::to_string).collect::<Vec<_>>().join(" or "))
        });
        format!("{term}; {fine}{}", minimum.unwrap_or_default())
    }
}
