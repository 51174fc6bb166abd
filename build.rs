//! Lists the offense files of `rules/`, so that a new one needs no line of code (`include_str!` takes no folder), and
//! makes the program's copy of `sections.tsv`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let rules = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut lists = String::new();
    for code in ["ct", "us"] {
        let sections = rules.join(code).join("sections.tsv");
        println!("cargo::rerun-if-changed={}", sections.display());
        fs::write(out.join(format!("{code}_sections.tsv")), shortened(&fs::read_to_string(sections)?))?;
        // Curated facts come first: the first file that has a section wins.
        for folder in ["curated", "offenses"] {
            let folder = rules.join(code).join(folder);
            println!("cargo::rerun-if-changed={}", folder.display());
            let name = folder.file_name().expect("it was just joined").to_string_lossy().to_uppercase();
            writeln!(lists, "const {}_{name}: &[&str] = &[", code.to_uppercase()).expect("a string takes all");
            for file in toml_files(&folder)? {
                writeln!(lists, "    include_str!({:?}),", file.display().to_string()).expect("a string takes all");
            }
            lists.push_str("];\n");
        }
    }
    fs::write(out.join("offense_files.rs"), lists)
}

/// The table without what the program does not read: the status that three rows of four have, how a date is known, and
/// the tabs of empty columns at the end of a row. It is smaller by a megabyte.
fn shortened(sections: &str) -> String {
    const BASIS: usize = 6;
    let short = |line: &str| {
        let line = line.replacen("\tin-force", "\t", 1);
        let columns = line.split('\t').enumerate().map(|(index, column)| if index == BASIS { "" } else { column });
        columns.collect::<Vec<_>>().join("\t").trim_end_matches('\t').to_owned() + "\n"
    };
    sections.lines().map(short).collect()
}

fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}
