//! The command line, end to end. Each case in `tests/cmd` is `name.toml` (arguments, exit code, output) and the folder
//! that it runs in, copied first: `name.in` or the one that `fs.base` names; `name.out` is that folder afterwards.
//!
//! `TRYCMD=overwrite cargo test --test command_line` writes what the program prints into the cases: read the difference.
//! No case depends on today: each says `--as-of` or has it in its configuration.

/// Runs every case.
#[test]
fn cases() {
    let cases = trycmd::TestCases::new();
    cases.insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).expect("the name of the variable is well formed");
    cases.case("tests/cmd/*.toml");
}

/// A named file that may not be read is told, the others are checked all the same, and the exit code is 2.
#[cfg(unix)]
#[test]
fn unreadable_file() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::Command;

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unreadable");
    let closed = folder.join("closed.md");
    // What an earlier run left behind, if anything.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder for tests is writable");
    fs::write(&closed, "Nothing here.\n").expect("the folder for tests is writable");
    fs::write(folder.join("open.md"), "C.G.S. § 53a-192a is a class B felony.\n").expect("it is writable");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("the file is ours");
    if fs::read(&closed).is_ok() {
        eprintln!("not tested: the superuser may read every file");
        return;
    }
    let check = |paths: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lawlint"));
        command.current_dir(&folder).args([
            "check",
            "--isolated",
            "--as-of",
            "2026-01-01",
            "--output-format",
            "concise",
        ]);
        let output = command.args(paths).output().expect("the program was built for this test");
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        (output.status.code(), words(output.stdout), words(output.stderr))
    };
    for paths in [&["closed.md", "open.md"][..], &["."]] {
        let (code, found, complaint) = check(paths);
        assert_eq!(code, Some(2), "{complaint}");
        assert!(complaint.contains("closed.md"), "{complaint}");
        assert!(found.starts_with("open.md:1:24: error[claim-class]"), "{found}");
    }
}
