//! Refuses files that unpack to more than memory holds, before anything else is unpacked of them; and tells what of a file is
//! damaged that readers of PDFs pass over in silence.

use std::io;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::{Array, Name, Stream};
use hayro_interpret::hayro_syntax::page::Page;

use super::unpack::unpacked;

/// To how many bytes one stream may unpack, pictures left out: they are not unpacked.
const LARGEST_STREAM: u64 = 64 << 20;
/// To how many all may.
const LARGEST: u64 = 256 << 20;
/// No filter makes anything smaller than this part of it: LZW with its longest codes.
const HIGHEST_RATIO: u64 = 2048;
/// How far before a stream its dictionary is looked for.
const LONGEST_DICTIONARY: usize = 4096;

/// Whether the streams of a file unpack to more than is read of one.
pub(super) fn is_too_large(file: &[u8]) -> bool {
    let mut left = LARGEST;
    for start in memchr::memmem::find_iter(file, b"stream") {
        if file[..start].ends_with(b"end") {
            continue;
        }
        let dictionary = dictionary(&file[start.saturating_sub(LONGEST_DICTIONARY)..start]);
        let has = |name: &[u8]| memchr::memmem::find(dictionary, name).is_some();
        if has(b"/Image") && has(b"/Width") {
            continue;
        }
        let data = &file[start + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let data = &data[..memchr::memmem::find(data, b"endstream").unwrap_or(data.len())];
        let size = size(dictionary, data, left);
        if size > LARGEST_STREAM.min(left) {
            return true;
        }
        left -= size;
    }
    false
}

/// To how many bytes a stream unpacks. Small ones are not unpacked to know it, but those that are packed twice are: the second
/// time a small one may be large.
fn size(dictionary: &[u8], data: &[u8], left: u64) -> u64 {
    let length = data.len() as u64;
    let times = |name: &[u8]| memchr::memmem::find_iter(dictionary, name).count();
    let is_packed_twice = times(b"FlateDecode") + times(b"LZWDecode") + times(b"RunLengthDecode") > 1;
    if is_packed_twice {
        return unpacked(dictionary, data, LARGEST_STREAM).saturating_mul(HIGHEST_RATIO);
    }
    if length * HIGHEST_RATIO <= LARGEST_STREAM.min(left) {
        return length;
    }
    unpacked(dictionary, data, LARGEST_STREAM)
}

/// Whether the end of a file is missing: it says of itself that it is the end.
pub(super) fn is_cut(file: &[u8]) -> bool {
    const END: usize = 2048;
    memchr::memmem::find(&file[file.len().saturating_sub(END)..], b"%%EOF").is_none()
}

/// What a page draws from.
pub(super) struct Streams {
    /// To how many bytes they unpack.
    pub(super) bytes: u64,
    /// Whether one cannot be unpacked to its end.
    pub(super) is_damaged: bool,
}

/// What a page draws from.
pub(super) fn streams(page: &Page<'_>) -> Streams {
    let page = page.raw();
    let streams: Vec<Stream<'_>> = match page.get::<Stream<'_>>("Contents") {
        Some(stream) => vec![stream],
        None => page.get::<Array<'_>>("Contents").map_or_else(Vec::new, |streams| streams.iter().collect()),
    };
    let mut found = Streams { bytes: 0, is_damaged: false };
    for stream in streams {
        let filter = stream.dict().get::<Name<'_>>("Filter");
        let data = stream.raw_data();
        match filter.is_some_and(|filter| filter.as_str() == "FlateDecode") {
            true => match io::copy(&mut ZlibDecoder::new(&*data), &mut io::sink()) {
                Ok(bytes) => found.bytes += bytes,
                Err(_) => found.is_damaged = true,
            },
            false => found.bytes += data.len() as u64,
        }
    }
    found
}

/// What stands between the last `<<` of an object and its stream.
fn dictionary(before: &[u8]) -> &[u8] {
    let object = memchr::memmem::rfind(before, b"obj").unwrap_or(0);
    &before[object..]
}
