//! Puts stretches of lines together to rows: the rows of tables, and lines of prose in columns. Follows the order in which
//! they are drawn, which for text is the order in which it is read.

use super::words::{Line, Word};

/// What stands together on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Group {
    /// Lines of prose, one below the other.
    Prose(Vec<Line>),
    /// A row of a table: the lines of each cell.
    Row(Vec<Vec<Line>>),
}

/// In a cell of a table there are no more lines than this; what has more is a column of prose.
const TALLEST_CELL: usize = 12;

/// A table has no more columns than this, and a line no more words that letters of other fonts are put between.
const MOST_COLUMNS: usize = 64;
const LONGEST_LINE: usize = 500;

/// In all cells of a row but one there are no more words than this; boxes of prose that stand in rows have more.
const MOST_WORDS: usize = 25;

/// Stretches that stand beside each other: the lines of each cell.
#[derive(Clone, Debug)]
struct Row {
    cells: Vec<Vec<Line>>,
    /// Where the leftmost line of the last cell begins, and the highest of all lines stands.
    left: f32,
    top: f32,
}

/// Where the next stretch goes.
enum Step {
    /// To the right, on the line or up from it: into a new cell, beside the lines from this index on of a single one.
    Beside(usize),
    /// Into the line before: letters of another font are drawn after those around them.
    Within,
    /// Down in the same cell.
    Below,
    /// Elsewhere.
    Away,
}

/// The rows that stretches make, in the order in which they are drawn.
fn rows(stretches: Vec<Line>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in stretches {
        let Some(row) = rows.last_mut() else {
            rows.push(Row::of(vec![line]));
            continue;
        };
        match row.step(&line) {
            Step::Within => row.last_line().join(line),
            Step::Below => row.add_below(line),
            Step::Beside(0) => row.add_cell(line),
            Step::Beside(first) => {
                let mut beside = Row::of(row.cells[0].split_off(first));
                beside.add_cell(line);
                rows.push(beside);
            }
            Step::Away => rows.push(Row::of(vec![line])),
        }
    }
    rows
}

/// The groups of a page, in the order of reading.
pub(super) fn groups(stretches: Vec<Line>) -> Vec<Group> {
    let rows = rows(stretches);
    let is_table: Vec<bool> = (0..rows.len()).map(|index| is_table_row(&rows, index)).collect();
    let mut groups = Vec::new();
    let mut rows = rows.into_iter().zip(is_table).peekable();
    while let Some((row, is_table)) = rows.next() {
        if !is_table {
            row.into_prose(&mut groups);
            continue;
        }
        let mut table = vec![row];
        while let Some((row, _)) =
            rows.next_if(|(row, is_table)| *is_table && row.is_aligned_with(&table[table.len() - 1]))
        {
            table.push(row);
        }
        if are_columns(&table) {
            columns(table, &mut groups);
        } else {
            split_cells(&mut table);
            groups.extend(table.into_iter().map(|row| Group::Row(row.cells)));
        }
    }
    groups
}

/// Whether a row is one of a table: of two or more that stand one above the other and have the same columns.
fn is_table_row(rows: &[Row], index: usize) -> bool {
    let row = &rows[index];
    let neighbors = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|index| rows.get(index));
    row.could_be_of_table()
        && neighbors.filter(|other| other.could_be_of_table()).any(|other| row.is_aligned_with(other))
}

/// Whether what looks like a table is prose in columns, drawn line by line across them: long lines in every column.
fn are_columns(rows: &[Row]) -> bool {
    const FEWEST_ROWS: usize = 5;
    const FEWEST_WORDS: usize = 5;
    let columns = rows[0].cells.len();
    let is_even = rows.iter().all(|row| row.cells.len() == columns && row.cells.iter().all(|cell| cell.len() == 1));
    let words = |column: usize| rows.iter().map(|row| row.cells[column][0].words.len()).sum::<usize>();
    rows.len() >= FEWEST_ROWS && is_even && (0..columns).all(|column| words(column) >= FEWEST_WORDS * rows.len())
}

/// Splits cells that stand so close that they look like one: where a word begins a column of the row with the most.
fn split_cells(rows: &mut [Row]) {
    let Some(widest) = rows.iter().max_by_key(|row| row.cells.len()) else { return };
    let columns: Vec<f32> = widest.cells.iter().map(|cell| extent(cell)[0]).collect();
    for row in rows.iter_mut().filter(|row| row.cells.len() < columns.len()) {
        let cells = std::mem::take(&mut row.cells);
        row.cells = cells.into_iter().flat_map(|cell| split_cell(cell, &columns)).collect();
    }
}

fn split_cell(mut cell: Vec<Line>, columns: &[f32]) -> Vec<Vec<Line>> {
    let mut cells = Vec::new();
    if let [line] = cell.as_mut_slice() {
        let near = 0.3 * line.size;
        let begins = |word: &Word| columns.iter().any(|column| (word.left - column).abs() < near);
        while let Some(at) =
            (1..line.words.len()).rev().find(|&at| begins(&line.words[at]) && line.gap_before(at) > 0.4 * line.size)
        {
            let words = line.words.split_off(at);
            cells.push(vec![Line { left: words[0].left, words, ..line.clone() }]);
            line.right = line.words.last().map_or(line.right, |word| word.right);
        }
    }
    cells.push(cell);
    cells.reverse();
    cells
}

/// The lines of each column, one after the other.
fn columns(rows: Vec<Row>, groups: &mut Vec<Group>) {
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); rows[0].cells.len()];
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row.cells) {
            column.extend(cell);
        }
    }
    groups.extend(columns.into_iter().map(Group::Prose));
}

impl Row {
    /// A row of one cell, whose lines stand one below the other.
    fn of(cell: Vec<Line>) -> Row {
        let left = cell.iter().map(|line| line.left).fold(f32::MAX, f32::min);
        let top = cell.first().map_or(f32::MIN, |line| line.baseline);
        Row { cells: vec![cell], left, top }
    }

    fn add_below(&mut self, line: Line) {
        self.left = self.left.min(line.left);
        self.cells.last_mut().expect("a row has a cell").push(line);
    }

    fn add_cell(&mut self, line: Line) {
        (self.left, self.top) = (line.left, self.top.max(line.baseline));
        self.cells.push(vec![line]);
    }

    fn step(&self, line: &Line) -> Step {
        let cell = self.cells.last().expect("a row has a cell");
        let last = cell.last().expect("a cell has a line");
        let size = last.size.max(line.size);
        let down = last.baseline - line.baseline;
        let left = self.left;
        let is_right = line.left > last.right - 0.3 * size;
        if down.abs() < 0.5 * size {
            let from = if self.cells.len() == 1 { cell.len() - 1 } else { 0 };
            let is_within =
                line.left > last.left - size && line.right < last.right + size && last.words.len() < LONGEST_LINE;
            return match (is_right, is_within) {
                (true, _) => Step::Beside(from),
                (false, true) => Step::Within,
                (false, false) => Step::Away,
            };
        }
        if down > 0.0 {
            let is_under = line.left < last.right.max(left + size) && line.right > left;
            let is_own = self.cells.len() == 1 || line.left > left - 0.5 * size;
            let is_near = down < 2.5 * size || self.cells.len() == 1;
            return if is_under && is_own && is_near { Step::Below } else { Step::Away };
        }
        self.step_up(line, cell, size)
    }

    /// Where a line goes that stands higher than the last one.
    fn step_up(&self, line: &Line, cell: &[Line], size: f32) -> Step {
        /// How much higher a cell may begin than those to its left, in parts of the type's size: they may be centered.
        const HIGHEST: f32 = 3.0;
        let from = cell.partition_point(|other| other.baseline >= line.baseline + 0.8 * size);
        if from == cell.len() || line.baseline > self.top + HIGHEST * size {
            return Step::Away;
        }
        let is_right = cell[from..].iter().all(|other| other.right < line.left + 0.3 * size);
        match (is_right, self.cells.len()) {
            (true, 1) => Step::Beside(whole_from(cell, from)),
            (true, _) if from == 0 => Step::Beside(0),
            _ => Step::Away,
        }
    }

    fn last_line(&mut self) -> &mut Line {
        self.cells.last_mut().and_then(|cell| cell.last_mut()).expect("a row has a line")
    }

    /// Whether it has cells as tables have: short ones, one of which may describe.
    fn could_be_of_table(&self) -> bool {
        let is_item = self.cells.len() == 2 && self.cells[0].len() == 1 && self.cells[0][0].is_marker();
        let words = |cell: &&Vec<Line>| cell.iter().map(|line| line.words.len()).sum::<usize>() > MOST_WORDS;
        let is_low = self.cells.iter().all(|cell| cell.len() <= TALLEST_CELL);
        (2..=MOST_COLUMNS).contains(&self.cells.len())
            && !is_item
            && is_low
            && self.cells.iter().filter(words).count() <= 1
    }

    /// Whether every cell of the row with fewer stands in a column of the other. That they end at one place says nothing: so do
    /// lines that are spread to the margins.
    fn is_aligned_with(&self, other: &Row) -> bool {
        let (fewer, more) = if self.cells.len() <= other.cells.len() { (self, other) } else { (other, self) };
        let is_in = |cell: &[Line], other: &[Line]| {
            let ([left, right], [other_left, other_right]) = (extent(cell), extent(other));
            let near = 0.6 * cell[0].size;
            let center = |left: f32, right: f32| f32::midpoint(left, right);
            (left - other_left).abs() < near || (center(left, right) - center(other_left, other_right)).abs() < near
        };
        fewer.cells.iter().all(|cell| more.cells.iter().any(|other| is_in(cell, other))) || fewer.has_columns_of(more)
    }

    /// Whether it has as many cells as another row, three or more, and each stands beside those that are not its column's: a
    /// heading is centered over cells that are not.
    fn has_columns_of(&self, other: &Row) -> bool {
        const FEWEST: usize = 3;
        let count = self.cells.len();
        let is_beside = |index: usize| {
            let [left, right] = extent(&self.cells[index]);
            (index == 0 || extent(&other.cells[index - 1])[1] < left)
                && (index + 1 == count || right < extent(&other.cells[index + 1])[0])
        };
        count >= FEWEST && count == other.cells.len() && (0..count).all(is_beside)
    }

    /// Adds its lines to the prose before it, or as prose of their own.
    fn into_prose(self, groups: &mut Vec<Group>) {
        let mut lines: Vec<Line> = Vec::new();
        for (index, cell) in self.cells.into_iter().enumerate() {
            let mut cell = cell.into_iter();
            let first = cell.next().expect("a cell has a line");
            match lines.last_mut() {
                // A wide gap in a line of prose: a tab, a bullet, justification.
                Some(last) if index > 0 && (last.baseline - first.baseline).abs() < 0.5 * first.size => {
                    last.join(first);
                }
                Some(_) => {
                    push_prose(groups, std::mem::take(&mut lines));
                    lines.push(first);
                }
                None => lines.push(first),
            }
            lines.extend(cell);
        }
        push_prose(groups, lines);
    }
}

/// Adds lines to the prose before them, if they go on below it.
fn push_prose(groups: &mut Vec<Group>, lines: Vec<Line>) {
    if let (Some(Group::Prose(before)), Some(first)) = (groups.last_mut(), lines.first())
        && let Some(last) = before.last()
        && last.baseline > first.baseline
        && last.left < first.right
        && first.left < last.right
    {
        before.extend(lines);
        return;
    }
    groups.push(Group::Prose(lines));
}

/// Where the lines of a cell begin that `from` is one of: those that stand close above it are of the same cell.
fn whole_from(cell: &[Line], from: usize) -> usize {
    const CLOSE: f32 = 1.5;
    let is_close = |&index: &usize| {
        let (above, line) = (&cell[index - 1], &cell[index]);
        above.baseline - line.baseline < CLOSE * line.size && (above.left - line.left).abs() < line.size
    };
    let lines = (1..=from).rev().take_while(is_close).take(TALLEST_CELL).count();
    from - lines
}

fn extent(lines: &[Line]) -> [f32; 2] {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    [left, lines.iter().map(|line| line.right).fold(f32::MIN, f32::max)]
}
