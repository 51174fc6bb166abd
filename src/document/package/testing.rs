//! Makes small documents for tests.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A list of relations, of `kind` to `target`.
pub(crate) fn relations(of: &[(&str, &str)]) -> String {
    let relation = |(index, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{index}\" Type=\"http://example.org/{kind}\" Target=\"{target}\"/>")
    };
    let list: String = of.iter().enumerate().map(relation).collect();
    format!("<?xml version=\"1.0\"?><Relationships>{list}</Relationships>")
}

/// A Word document with this body, and with other parts of the kinds that are their names without `.xml`.
pub(crate) fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let kinds: Vec<(&str, &str)> = others.iter().map(|(name, _)| (name.trim_end_matches(".xml"), *name)).collect();
    let (root, beside) = (relations(&[("officeDocument", "word/document.xml")]), relations(&kinds));
    let names: Vec<String> = others.iter().map(|(name, _)| format!("word/{name}")).collect();
    let mut parts = vec![
        ("[Content_Types].xml", "<?xml version=\"1.0\"?><Types></Types>"),
        ("_rels/.rels", root.as_str()),
        ("word/_rels/document.xml.rels", beside.as_str()),
        ("word/document.xml", document.as_str()),
    ];
    parts.extend(names.iter().zip(others).map(|(name, (_, text))| (name.as_str(), *text)));
    archive(&parts)
}
