//! Turns an attested number into a row: a Connecticut section that the edition cites and has no line for.

use serde::Deserialize;

use super::catchline;
use super::dates;
use super::table::{Authority, Row, Status, Table};

/// A line of the attested numbers.
#[derive(Deserialize)]
pub(super) struct Line {
    section: String,
    status: String,
    catchline: Option<String>,
    transferred_to: Option<String>,
    repealed_by: Option<String>,
    effective: Option<String>,
}

/// Adds the number to the table, or to `slips` when the citing text means another one.
pub(super) fn read(line: &Line, table: &mut Table, slips: &mut Vec<String>) -> Result<(), String> {
    let status = match line.status.as_str() {
        "in force" => Status::Attested,
        "repealed" => Status::Repealed,
        "reserved" => Status::Reserved,
        "transferred" => Status::Transferred,
        "noise" | "unresolved" => {
            slips.push(line.section.clone());
            return Ok(());
        }
        other => return Err(format!("{other:?} is no status of an attested number")),
    };
    let gone = matches!(status, Status::Repealed | Status::Transferred);
    let mut row = Row { basis: "attested", ..Row::new(status) };
    row.catchline = line.catchline.as_deref().map(catchline::name).unwrap_or_default();
    if gone {
        row.act = line.repealed_by.clone().unwrap_or_default();
        row.effective = line.effective.as_deref().and_then(dates::parse);
    }
    if status == Status::Transferred {
        row.to.extend(line.transferred_to.clone());
    }
    table.add(line.section.clone(), Authority::Attestation, row);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(status: &str) -> Line {
        Line {
            section: "3-1".to_owned(),
            status: status.to_owned(),
            catchline: Some("Gates.".to_owned()),
            transferred_to: Some("5-1".to_owned()),
            repealed_by: Some("P.A. 1-1".to_owned()),
            effective: Some("July 1, 2001".to_owned()),
        }
    }

    #[test]
    fn each_status() {
        let body = |status: &str| {
            let mut table = Table::default();
            read(&line(status), &mut table, &mut Vec::new()).unwrap();
            table.body()
        };
        assert_eq!(body("in force"), "3-1\tattested\t\tGates\t\t\tattested\n");
        assert_eq!(body("repealed"), "3-1\trepealed\t\tGates\tP.A. 1-1\t2001-07-01\tattested\n");
        assert_eq!(body("transferred"), "3-1\ttransferred\t\tGates\tP.A. 1-1\t2001-07-01\tattested\t5-1\n");
        assert_eq!(body("reserved"), "3-1\treserved\t\tGates\t\t\tattested\n");
        assert_eq!(body("noise"), "");
    }

    #[test]
    fn an_unknown_status_is_an_error() {
        let error = read(&line("lost"), &mut Table::default(), &mut Vec::new()).unwrap_err();
        assert_eq!(error, "\"lost\" is no status of an attested number");
    }
}
