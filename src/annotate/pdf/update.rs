//! Adds objects after the end of a PDF, with a table that says where they are (ISO 32000-1, 7.5.4 to 7.5.8). The table is of
//! the kind that the file has: readers do not expect both.

use hayro_interpret::hayro_syntax::object::{ObjRef, ObjectIdentifier};

use super::super::AnnotateError;
use super::damaged;

/// A file with what comes after it.
pub(super) struct Update<'a> {
    before: &'a [u8],
    after: Vec<u8>,
    /// The objects and where they begin in the file.
    objects: Vec<(ObjRef, usize)>,
    next: u32,
    root: ObjectIdentifier,
    /// Where the file's own table begins, and whether it is a stream.
    previous: usize,
    is_stream: bool,
    /// What the table says of the whole file, as PDF.
    info: String,
}

impl<'a> Update<'a> {
    /// An update of a file whose root object is known.
    ///
    /// # Errors
    /// If it is protected, or does not say where its table of objects is.
    pub(super) fn of(file: &'a [u8], root: ObjectIdentifier) -> Result<Update<'a>, AnnotateError> {
        let lost = || damaged("does not say where its table of objects is");
        let at = memchr::memmem::rfind(file, b"startxref").ok_or_else(lost)?;
        let previous = number(&file[at + b"startxref".len()..]).ok_or_else(lost)?;
        let previous = usize::try_from(previous).map_err(|_| lost())?;
        let table = file.get(previous..).ok_or_else(lost)?;
        let is_stream = !table.trim_ascii_start().starts_with(b"xref");
        let trailer = trailer(table, is_stream).ok_or_else(lost)?;
        if find(trailer, b"/Encrypt").is_some() {
            return Err(AnnotateError::Protected);
        }
        let next =
            find(trailer, b"/Size").and_then(number).and_then(|size| u32::try_from(size).ok()).ok_or_else(lost)?;
        let info = info(trailer);
        Ok(Update { before: file, after: b"\n".to_vec(), objects: Vec::new(), next, root, previous, is_stream, info })
    }

    /// Adds an object.
    pub(super) fn add(&mut self, object: &str) -> ObjRef {
        let reference = self.reserve();
        self.write(reference, object);
        reference
    }

    /// Adds a stream. `dictionary` is what its dictionary holds beside its length.
    pub(super) fn add_stream(&mut self, dictionary: &str, data: &str) -> ObjRef {
        self.add(&format!("<< {dictionary} /Length {} >>\nstream\n{data}\nendstream", data.len()))
    }

    /// Puts another object in the place of one that there is.
    pub(super) fn change(&mut self, id: ObjectIdentifier, object: &str) {
        self.write(ObjRef::new(id.obj_number, id.gen_number), object);
    }

    /// The whole file; as it was if nothing was added.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut file = self.before.to_vec();
        if self.objects.is_empty() {
            return file;
        }
        self.objects.sort_by_key(|(reference, _)| reference.obj_number);
        let start = if self.is_stream { self.table_stream() } else { self.table() };
        self.after.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        file.extend_from_slice(&self.after);
        file
    }

    fn reserve(&mut self) -> ObjRef {
        let number = self.next;
        self.next += 1;
        ObjRef::new(number, 0)
    }

    fn write(&mut self, reference: ObjRef, object: &str) {
        self.objects.push((reference, self.at()));
        let ObjRef { obj_number, gen_number } = reference;
        self.after.extend_from_slice(format!("{obj_number} {gen_number} obj\n{object}\nendobj\n").as_bytes());
    }

    /// Where the file ends so far.
    fn at(&self) -> usize {
        self.before.len() + self.after.len()
    }

    fn trailer(&self) -> String {
        let ObjectIdentifier { obj_number, gen_number } = self.root;
        format!("/Size {} /Root {obj_number} {gen_number} R /Prev {}{}", self.next, self.previous, self.info)
    }

    fn table(&mut self) -> usize {
        let start = self.at();
        let mut table = String::from("xref\n");
        for (ObjRef { obj_number, gen_number }, at) in &self.objects {
            table.push_str(&format!("{obj_number} 1\n{at:010} {gen_number:05} n \n"));
        }
        table.push_str(&format!("trailer\n<< {} >>\n", self.trailer()));
        self.after.extend_from_slice(table.as_bytes());
        start
    }

    fn table_stream(&mut self) -> usize {
        let own = self.reserve();
        let start = self.at();
        self.objects.push((own, start));
        let mut index = String::new();
        let mut data = Vec::new();
        for (ObjRef { obj_number, gen_number }, at) in &self.objects {
            index.push_str(&format!("{obj_number} 1 "));
            data.push(1);
            data.extend_from_slice(&u32::try_from(*at).unwrap_or(u32::MAX).to_be_bytes());
            data.extend_from_slice(&u16::try_from(*gen_number).unwrap_or(0).to_be_bytes());
        }
        let dictionary = format!("/Type /XRef /W [1 4 2] /Index [{index}] /Length {} {}", data.len(), self.trailer());
        let head = format!("{} {} obj\n<< {dictionary} >>\nstream\n", own.obj_number, own.gen_number);
        self.after.extend_from_slice(head.as_bytes());
        self.after.extend_from_slice(&data);
        self.after.extend_from_slice(b"\nendstream\nendobj\n");
        start
    }
}

/// The dictionary of the table that `table` begins with, more or less.
fn trailer(table: &[u8], is_stream: bool) -> Option<&[u8]> {
    if is_stream {
        return Some(&table[..memchr::memmem::find(table, b"stream")?]);
    }
    let trailer = &table[memchr::memmem::find(table, b"trailer")?..];
    Some(&trailer[..memchr::memmem::find(trailer, b"startxref").unwrap_or(trailer.len())])
}

/// What the new table repeats of the old one: who made the file, and its identifier.
fn info(trailer: &[u8]) -> String {
    let mut info = String::new();
    if let Some(reference) = find(trailer, b"/Info").and_then(reference) {
        info.push_str(&format!(" /Info {reference}"));
    }
    let id = find(trailer, b"/ID")
        .and_then(|id| std::str::from_utf8(id.get(..id.iter().position(|byte| *byte == b']')? + 1)?).ok());
    if let Some(id) = id.filter(|id| id.chars().all(|char| char.is_ascii_hexdigit() || "<>[] \r\n\t".contains(char))) {
        info.push_str(&format!(" /ID {}", id.trim()));
    }
    info
}

/// What comes after a key.
fn find<'t>(text: &'t [u8], key: &[u8]) -> Option<&'t [u8]> {
    memchr::memmem::find(text, key).map(|at| &text[at + key.len()..])
}

/// The number that `text` begins with.
fn number(text: &[u8]) -> Option<u64> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

/// The reference that `text` begins with.
fn reference(text: &[u8]) -> Option<String> {
    let text = text.trim_ascii_start();
    let end = text.iter().position(|byte| *byte == b'R')?;
    let reference = std::str::from_utf8(&text[..=end]).ok()?;
    let mut parts = reference.split_ascii_whitespace();
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_number(parts.next()) && is_number(parts.next()) && parts.next() == Some("R")).then(|| reference.to_owned())
}
