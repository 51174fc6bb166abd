//! Collects the letters that a page draws, with their places. Draws nothing.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, interpret_page,
};

use crate::document::Rectangle;

/// How many letters a page may draw, and how many steps of other work it may take. A newspaper's has some 30,000 letters, a map
/// a million lines; what draws more was made to take time.
const MOST_GLYPHS: usize = 300_000;
const MOST_STEPS: usize = 1_000_000;
/// How many parts the outline of a dot has, and how many dots a list has; more are a picture's.
const MOST_OF_DOT: usize = 40;
const MOST_DOTS: usize = 100;
/// What clips or groups begins a drawing within the drawing as a rule: that takes longer than a line.
const GROUP: usize = 30;

/// A letter, or several that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// What it stands for.
    pub(super) text: Letters,
    /// Where it begins and ends on its line, and the line's height on the page, turned so that the text runs to the right.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    /// The size of its type, in points.
    pub(super) size: f32,
    pub(super) is_bold: bool,
    /// How the page is turned for it: quarters of a turn.
    pub(super) turn: u8,
    /// Where it is on the page as it is stored.
    pub(super) at: Rectangle,
}

/// One to a few characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// One.
    One(char),
    /// A ligature's.
    Several(String),
}

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) glyphs: Vec<Glyph>,
    /// Which of them are painted dots.
    pub(super) dots: Vec<usize>,
    /// How many glyphs there were of which nobody knows what they stand for.
    pub(super) unknown: usize,
    /// How many steps it took.
    pub(super) steps: usize,
    /// How much of the page pictures cover, from 0.
    pub(super) pictures: f32,
}

/// Why a page was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It draws too much.
    TooMuch,
    /// It is damaged.
    Damaged,
}

/// What `page` draws, or so much of it as could be read.
pub(super) fn draw<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> (Drawing, Option<Stop>) {
    let area = page.intersected_crop_box();
    let area = Rect::new(area.x0, area.y0, area.x1, area.y1);
    let mut collector = Collector { drawing: Drawing::default(), steps: 0, area: area.area().max(1.0) };
    // The reader of PDFs panics on some damaged files; and only a panic, which this one is not told of, stops it.
    let result = catch_unwind(AssertUnwindSafe(|| {
        let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let mut context = Context::new(Affine::IDENTITY, area, cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut collector);
    }));
    let mut drawing = Drawing { steps: collector.steps, ..collector.drawing };
    if drawing.dots.len() > MOST_DOTS {
        let mut index = 0;
        let dots = std::mem::take(&mut drawing.dots);
        drawing.glyphs.retain(|_| {
            index += 1;
            dots.binary_search(&(index - 1)).is_err()
        });
    }
    (drawing, result.err().map(reason))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `catch_unwind` gives")]
fn reason(panic: Box<dyn Any + Send>) -> Stop {
    panic.downcast_ref::<Stop>().copied().unwrap_or(Stop::Damaged)
}

struct Collector {
    drawing: Drawing,
    steps: usize,
    /// The area of the page, in square points.
    area: f64,
}

impl Collector {
    fn step(&mut self, steps: usize) {
        self.steps += steps;
        if self.steps > MOST_STEPS || self.drawing.glyphs.len() > MOST_GLYPHS {
            // No hook is told: this is no fault.
            resume_unwind(Box::new(Stop::TooMuch));
        }
    }

    /// Takes a dot that is painted, as browsers paint the bullets of lists, for a letter.
    fn dot(&mut self, area: Rect) {
        const SMALLEST: f64 = 1.5;
        const LARGEST: f64 = 8.0;
        // A disc has about a third of the type's size, and stands about a third of it above the line.
        const PART: f32 = 0.35;
        let is_round = (0.8..1.25).contains(&(area.width() / area.height()));
        if !is_round || !(SMALLEST..LARGEST).contains(&area.width()) {
            return;
        }
        let at = rectangle(&[Point::new(area.x0, area.y0), Point::new(area.x1, area.y1)]);
        let size = (at.top - at.bottom) / PART;
        let baseline = f32::midpoint(at.top, at.bottom) - PART * size;
        self.drawing.dots.push(self.drawing.glyphs.len());
        let text = Letters::One('•');
        let (left, right) = (at.left, at.right);
        self.drawing.glyphs.push(Glyph { text, left, right, baseline, size, is_bold: false, turn: 0, at });
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, to_page: Affine, is_bold: bool) {
        let Some(text) = letters(glyph) else {
            self.drawing.unknown += 1;
            return;
        };
        let advance = advance(glyph).unwrap_or(500.0).abs();
        let transform = to_page * glyph.transform();
        let (start, end) = (transform * Point::ZERO, transform * Point::new(advance, 0.0));
        let up = transform * Point::new(0.0, 1000.0) - start;
        let along = if advance > 0.0 { end - start } else { transform * Point::new(1000.0, 0.0) - start };
        if ![start.x, start.y, end.x, end.y, up.x, up.y].iter().all(|value| value.is_finite()) {
            return;
        }
        let turn = turn(along.x, along.y);
        let [(left, baseline), (right, _)] = [start, end].map(|point| turned(point, turn));
        let corners = [(0.0, -200.0), (advance, -200.0), (0.0, 800.0), (advance, 800.0)];
        let corners = corners.map(|(x, y)| transform * Point::new(x, y));
        let at = rectangle(&corners);
        let size = narrow(up.hypot());
        self.drawing.glyphs.push(Glyph { text, left, right, baseline, size, is_bold, turn, at });
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step(1);
        if matches!(mode, DrawMode::Fill(_)) && path.elements().len() <= MOST_OF_DOT {
            self.dot(props.transform.transform_rect_bbox(path.bounding_box()));
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step(GROUP);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.step(GROUP);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step(GROUP);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.step(1);
        let is_bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform, is_bold);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step(GROUP);
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let covered = pixels * props.transform.determinant().abs() / self.area;
        self.drawing.pictures += narrow(covered.min(1.0));
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.step(1);
        if matches!(mode, DrawMode::Fill(_)) {
            self.dot(props.transform.transform_rect_bbox(*rect));
        }
    }
}

fn letters(glyph: &Drawn<'_>) -> Option<Letters> {
    let (char, several) = match glyph.as_unicode()? {
        BfString::Char(char) => (char, None),
        BfString::String(string) => {
            let mut chars = string.chars();
            match (chars.next()?, chars.next()) {
                (char, None) => (char, None),
                (char, Some(_)) => (char, Some(string)),
            }
        }
    };
    if let Some(several) = several {
        return Some(Letters::Several(several.replace('\u{a0}', " ")));
    }
    Some(match char {
        'ﬀ' => Letters::Several("ff".to_owned()),
        'ﬁ' => Letters::Several("fi".to_owned()),
        'ﬂ' => Letters::Several("fl".to_owned()),
        'ﬃ' => Letters::Several("ffi".to_owned()),
        'ﬄ' => Letters::Several("ffl".to_owned()),
        'ﬅ' | 'ﬆ' => Letters::Several("st".to_owned()),
        // What fonts of symbols keep for themselves is a bullet nearly always.
        '\u{e000}'..='\u{f8ff}' => Letters::One('•'),
        '\u{2010}' | '\u{2011}' => Letters::One('-'),
        char if char.is_whitespace() => Letters::One(' '),
        '\0' | '\u{fffd}' => return None,
        char if char.is_control() => Letters::One(' '),
        char => Letters::One(char),
    })
}

fn advance(glyph: &Drawn<'_>) -> Option<f64> {
    match glyph {
        Drawn::Outline(outline) => outline.advance_width().map(f64::from),
        Drawn::Type3(drawn) => drawn.advance_width().map(f64::from),
    }
}

fn is_bold(glyph: &Drawn<'_>) -> bool {
    let Drawn::Outline(outline) = glyph else { return false };
    let Some(font) = outline.font_data() else { return false };
    font.weight.is_some_and(|weight| weight >= 600) || font.postscript_name.is_some_and(|name| name.contains("Bold"))
}

/// By how many quarters a page must be turned for text in this direction to run to the right.
fn turn(x: f64, y: f64) -> u8 {
    match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

/// A point of the page as it is once that is turned.
fn turned(point: Point, turn: u8) -> (f32, f32) {
    let (x, y) = (narrow(point.x), narrow(point.y));
    match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

fn rectangle(corners: &[Point]) -> Rectangle {
    let [mut left, mut bottom, mut right, mut top] = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for corner in corners {
        let (x, y) = (narrow(corner.x), narrow(corner.y));
        (left, right) = (left.min(x), right.max(x));
        (bottom, top) = (bottom.min(y), top.max(y));
    }
    Rectangle { left, bottom, right, top }
}

/// Places on pages need no more digits.
#[expect(clippy::cast_possible_truncation, reason = "points of a page, with a fraction")]
fn narrow(value: f64) -> f32 {
    value as f32
}

impl Letters {
    /// The characters.
    pub(super) fn push_to(&self, text: &mut String) {
        match self {
            Letters::One(char) => text.push(*char),
            Letters::Several(several) => text.push_str(several),
        }
    }

    /// The first of them.
    pub(super) fn first(&self) -> Option<char> {
        match self {
            Letters::One(char) => Some(*char),
            Letters::Several(several) => several.chars().next(),
        }
    }

    /// Whether it is white space.
    pub(super) fn is_space(&self) -> bool {
        matches!(self, Letters::One(' '))
    }
}
