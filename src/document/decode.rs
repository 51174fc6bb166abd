//! Turns a file's bytes into text, or says why they are not text. Knows nothing of formats.

use std::fmt;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text. A UTF-8 byte-order mark stays in it, so that offsets in it are offsets in the file.
    pub text: String,
    /// The encoding that it was read in: `UTF-8`, `UTF-16LE`, `UTF-16BE`, what a web page says of itself, or `windows-1252`.
    pub encoding: &'static str,
    /// Whether the file's bytes are the text's, so that offsets in one are offsets in the other.
    pub bytes_are_text: bool,
}

impl Decoded {
    /// Text that is UTF-8 already.
    pub fn from_text(text: impl Into<String>) -> Decoded {
        Decoded { text: text.into(), encoding: UTF_8.name(), bytes_are_text: true }
    }
}

/// Why bytes could not be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They are not text.
    Binary {
        /// What they look like.
        kind: BinaryKind,
    },
}

/// What bytes that are not text look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryKind {
    /// A PDF.
    Pdf,
    /// A zip archive, which a Word document is too.
    Zip,
    /// An old Word, Excel or Outlook file.
    Office,
    /// Rich Text Format: it is made of letters, but they are not what a reader sees.
    Rtf,
    /// A picture.
    Image,
    /// Compressed data.
    Compressed,
    /// A program.
    Program,
    /// Text in UTF-32.
    Utf32,
    /// Anything else with NUL bytes near its start.
    Unknown,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecodeError::Binary { kind } = self;
        f.write_str(match kind {
            BinaryKind::Pdf => "looks like a PDF, which this build of lawlint does not read: convert it to text first",
            BinaryKind::Zip => {
                "looks like a Word document or a zip archive, which this build of lawlint does not read: save it as text, or \
                 unpack it, first"
            }
            BinaryKind::Office => {
                "looks like an old Office file, or one that is protected with a password: save it as .docx, without a password, \
                 first"
            }
            BinaryKind::Rtf => "looks like Rich Text Format: save it as .docx or as plain text first",
            BinaryKind::Image => {
                "looks like a picture: leave it out with --exclude, or recognize its text (OCR) first"
            }
            BinaryKind::Compressed => "looks like compressed data; unpack it first",
            BinaryKind::Program => "looks like a program, not a document; leave it out with --exclude",
            BinaryKind::Utf32 => "looks like text in UTF-32; save it as UTF-8 first",
            BinaryKind::Unknown => {
                "is not text: it holds NUL bytes; leave it out with --exclude, or, \
                 if it is UTF-16 without a byte-order mark, save it as UTF-8"
            }
        })
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a file: UTF-8, UTF-16 with a byte-order mark, what a web page says that it is, and windows-1252 for the rest.
///
/// Valid UTF-8 is taken as it is, without a copy.
///
/// # Errors
///
/// When the bytes are not text, with what they look like.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if let Some(kind) = magic_number(&bytes) {
        return Err(DecodeError::Binary { kind });
    }
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.filter(|&encoding| encoding == UTF_16LE || encoding == UTF_16BE) {
        return Ok(transcode(&bytes, encoding));
    }
    let head = &bytes[..bytes.len().min(8 * 1024)];
    if memchr::memchr(0, head).is_some() {
        return Err(DecodeError::Binary { kind: BinaryKind::Unknown });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded::from_text(text)),
        // A file that says it is UTF-8 and holds a broken character is still UTF-8.
        Err(error) => {
            let encoding = marked.or_else(|| declared(error.as_bytes())).unwrap_or(WINDOWS_1252);
            Ok(transcode(error.as_bytes(), encoding))
        }
    }
}

/// The encoding that a web page says it is in: `<meta charset="…">`, or in a `content`. Looked for where browsers look.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const PRESCAN: usize = 1024;
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let meta = &head[memchr::memmem::find(&head, b"<meta")?..];
    let value = &meta[memchr::memmem::find(meta, b"charset=")? + b"charset=".len()..];
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte))?;
    Encoding::for_label(&value[..end])
}

fn transcode(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), bytes_are_text: false }
}

/// What a file's first bytes say that it is, if not text.
pub(super) fn magic_number(bytes: &[u8]) -> Option<BinaryKind> {
    const MAGIC_NUMBERS: [(&[u8], BinaryKind); 16] = [
        (b"%PDF-", BinaryKind::Pdf),
        (b"PK\x03\x04", BinaryKind::Zip),
        (b"PK\x05\x06", BinaryKind::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BinaryKind::Office),
        (b"{\\rtf", BinaryKind::Rtf),
        (b"\x89PNG\r\n", BinaryKind::Image),
        (b"\xff\xd8\xff", BinaryKind::Image),
        (b"GIF87a", BinaryKind::Image),
        (b"GIF89a", BinaryKind::Image),
        (b"II*\0", BinaryKind::Image),
        (b"MM\0*", BinaryKind::Image),
        (b"\x1f\x8b", BinaryKind::Compressed),
        (b"7z\xbc\xaf\x27\x1c", BinaryKind::Compressed),
        (b"\x7fELF", BinaryKind::Program),
        (b"\xff\xfe\0\0", BinaryKind::Utf32),
        (b"\0\0\xfe\xff", BinaryKind::Utf32),
    ];
    MAGIC_NUMBERS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8]) -> BinaryKind {
        let DecodeError::Binary { kind } = decode(bytes.to_vec()).unwrap_err();
        kind
    }

    #[test]
    fn utf8_is_taken_without_a_copy() {
        let bytes = "A class A felony, § 53a-192a".as_bytes().to_vec();
        let address = bytes.as_ptr();
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.text.as_ptr(), address);
        assert_eq!((decoded.encoding, decoded.bytes_are_text), ("UTF-8", true));
    }

    #[test]
    fn a_utf8_byte_order_mark_stays() {
        let decoded = decode(b"\xef\xbb\xbfSec. 1".to_vec()).unwrap();
        assert_eq!(decoded.text, "\u{feff}Sec. 1");
        assert!(decoded.bytes_are_text);
    }

    #[test]
    fn utf16_is_known_by_its_byte_order_mark() {
        let little = decode(b"\xff\xfe\xa7\x00 \x001\x00".to_vec()).unwrap();
        assert_eq!((little.text.as_str(), little.encoding, little.bytes_are_text), ("§ 1", "UTF-16LE", false));
        let big = decode(b"\xfe\xff\x00\xa7\x00 \x001".to_vec()).unwrap();
        assert_eq!((big.text.as_str(), big.encoding), ("§ 1", "UTF-16BE"));
    }

    #[test]
    fn other_bytes_are_windows_1252() {
        let decoded = decode(b"\x93\xa7 53a-86\x94".to_vec()).unwrap();
        assert_eq!(decoded.text, "“§ 53a-86”");
        assert_eq!((decoded.encoding, decoded.bytes_are_text), ("windows-1252", false));
    }

    #[test]
    fn a_page_says_what_it_is_encoded_in() {
        let page = |meta: &str| decode([b"<html><meta ", meta.as_bytes(), b">\xcc\xee"].concat()).unwrap();
        assert!(page("charset='windows-1251'").text.ends_with("Мо"));
        let content = page("http-equiv=Content-Type content=\"text/html; charset=KOI8-R\"");
        assert_eq!((content.encoding, content.bytes_are_text), ("KOI8-R", false));
        assert_eq!(page("charset=none-such").encoding, "windows-1252");
    }

    #[test]
    fn broken_utf8_with_a_byte_order_mark_is_still_utf8() {
        let decoded = decode("\u{feff}§ 1 ".bytes().chain([0xff]).collect()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.bytes_are_text), ("§ 1 \u{fffd}", false));
    }

    #[test]
    fn binary_files_are_named() {
        assert_eq!(kind(b"%PDF-1.7\n"), BinaryKind::Pdf);
        assert_eq!(kind(b"PK\x03\x04word"), BinaryKind::Zip);
        assert_eq!(kind(b"{\\rtf1\\ansi"), BinaryKind::Rtf);
        assert_eq!(kind(b"\xff\xfe\0\0a\0\0\0"), BinaryKind::Utf32);
        assert_eq!(kind(b"abc\0def"), BinaryKind::Unknown);
    }

    #[test]
    fn a_stray_nul_further_in_is_text() {
        let mut bytes = vec![b'a'; 9000];
        bytes.push(0);
        assert!(decode(bytes).is_ok());
    }

    #[test]
    fn errors_say_what_to_do() {
        let error = DecodeError::Binary { kind: BinaryKind::Pdf };
        assert_eq!(
            error.to_string(),
            "looks like a PDF, which this build of lawlint does not read: convert it to text first"
        );
    }
}
