//! Paths to URIs and back: RFC 8089, with the drive letters of Windows.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path may hold as it is: the unreserved characters of RFC 3986, and the slash.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a `file:` URI on this machine.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = percent_decode_str(path.split(['?', '#']).next()?).decode_utf8().ok()?;
    let path = path.strip_prefix('/').filter(|path| has_drive(path)).unwrap_or(&path);
    // "//server/share" is a host's; only Windows has paths for it.
    let path = if rest.starts_with('/') || has_drive(path) { path.to_owned() } else { format!("//{path}") };
    Some(PathBuf::from(path))
}

/// The `file:` URI of an absolute path.
pub(super) fn from_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, KEPT))
}

fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_uris() {
        for (path, uri) in [
            ("/home/a/brochure.md", "file:///home/a/brochure.md"),
            ("/tmp/ein Blatt §1 #2.md", "file:///tmp/ein%20Blatt%20%C2%A71%20%232.md"),
            ("C:/Texts/a.md", "file:///C%3A/Texts/a.md"),
        ] {
            assert_eq!(from_path(Path::new(path)), uri);
            assert_eq!(to_path(uri), Some(PathBuf::from(path)));
        }
        assert_eq!(to_path("file:///c:/Texts/a.md"), Some(PathBuf::from("c:/Texts/a.md")));
        assert_eq!(to_path("file://localhost/a"), Some(PathBuf::from("/a")));
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(to_path("file:///%ff"), None);
    }
}
