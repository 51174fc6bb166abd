//! Counts to how many bytes a stream of a PDF unpacks, without keeping them.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// To how many bytes packed data unpacks, counted a little further than `most`; `filters` is what stands before it in the file.
pub(super) fn unpacked(filters: &[u8], data: &[u8], most: u64) -> u64 {
    let has = |name: &[u8]| memchr::memmem::find(filters, name).is_some();
    // Letters of a name may be written as numbers: then it may be any.
    let is_hidden = has(b"#");
    let text;
    let data = if has(b"ASCII85") || has(b"/A85") {
        text = ascii85(data);
        &text
    } else if has(b"ASCIIHex") || has(b"/AHx") {
        text = hex(data);
        &text
    } else {
        data
    };
    let mut total = data.len() as u64;
    if is_hidden || has(b"Flate") || has(b"/Fl") {
        total = total.max(inflated(data, most));
    }
    if is_hidden || has(b"LZW") {
        total = total.max(lzw(data, most));
    }
    if is_hidden || has(b"RunLength") || has(b"/RL") {
        total = total.max(run_length(data));
    }
    total
}

fn inflated(data: &[u8], most: u64) -> u64 {
    let mut decoder = ZlibDecoder::new(data).take(most + 1);
    let (mut buffer, mut total) = ([0; 32 * 1024], 0);
    while let Ok(read) = decoder.read(&mut buffer) {
        if read == 0 {
            break;
        }
        total += read as u64;
    }
    total
}

/// Adds the lengths of what the codes stand for: each new one stands for one byte more than the code before it.
fn lzw(data: &[u8], most: u64) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<u64> = Vec::new();
    let (mut total, mut last) = (0, 0);
    let (mut bits, mut count, mut width) = (0_usize, 0, 9);
    for &byte in data {
        (bits, count) = ((bits << 8 | usize::from(byte)) & 0xFF_FFFF, count + 8);
        if count < width {
            continue;
        }
        count -= width;
        let code = bits >> count & ((1 << width) - 1);
        match code {
            CLEAR => (lengths, last, width) = (Vec::new(), 0, 9),
            END => break,
            _ => {
                let length = if code < CLEAR { 1 } else { lengths.get(code - END - 1).copied().unwrap_or(last + 1) };
                if last > 0 {
                    lengths.push(last + 1);
                }
                (total, last) = (total + length, length);
                // With so many codes one more bit is needed, one code early.
                width = [(254, 9), (766, 10), (1790, 11)]
                    .into_iter()
                    .find(|(codes, _)| lengths.len() < codes - 1)
                    .map_or(12, |(_, width)| width);
            }
        }
        if total > most {
            break;
        }
    }
    total
}

fn run_length(data: &[u8]) -> u64 {
    let (mut at, mut total) = (0, 0);
    while let Some(&length) = data.get(at) {
        match u64::from(length) {
            copied @ 0..128 => (at, total) = (at + 2 + usize::from(length), total + copied + 1),
            128 => break,
            repeated => (at, total) = (at + 2, total + 257 - repeated),
        }
    }
    total
}

fn ascii85(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut word, mut count) = (0_u32, 0);
    for &char in text {
        match char {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                (word, count) = (word.wrapping_mul(85).wrapping_add(u32::from(char - b'!')), count + 1);
                if count == 5 {
                    bytes.extend(word.to_be_bytes());
                    (word, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        (count..5).for_each(|_| word = word.wrapping_mul(85).wrapping_add(84));
        bytes.extend(&word.to_be_bytes()[..count - 1]);
    }
    bytes
}

fn hex(text: &[u8]) -> Vec<u8> {
    let digits = text.iter().take_while(|char| **char != b'>').filter_map(|char| char::from(*char).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    #[expect(clippy::cast_possible_truncation, reason = "two digits are a byte")]
    let byte = |pair: &[u32]| (pair[0] << 4 | pair.get(1).copied().unwrap_or(0)) as u8;
    digits.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_counted_under_any_name() {
        let packed = deflated(&[b' '; 1000]);
        assert_eq!(unpacked(b"/Filter /FlateDecode", &packed, 10_000), 1000);
        assert_eq!(unpacked(b"/Filter /F#6cateDecode", &packed, 10_000), 1000);
        assert_eq!(unpacked(b"/Filter /FlateDecode", &packed, 100), 101);
        let hex: String = packed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(unpacked(b"/Filter [/ASCIIHexDecode /FlateDecode]", format!("{hex}>").as_bytes(), 10_000), 1000);
        assert_eq!(unpacked(b"/Filter /RunLengthDecode", &[2, b'a', b'b', b'c', 157, b'd', 128], 10_000), 103);
    }

    #[test]
    fn text_for_bytes_is_turned_back() {
        assert_eq!(ascii85(b"87cUR\nD]i,~>"), b"Hello W");
        assert_eq!(hex(b"48 65 6C6>"), b"Hel\x60");
    }

    #[test]
    fn codes_stand_for_ever_more_bytes() {
        // The example of the standard: 45 45 45 45 45 65 45 45 45 66.
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(unpacked(b"/LZWDecode", &packed, 10_000), 10);
    }
}
