//! Lines of Arabic that reach both margins, as in a newspaper.

use super::cluster::{Cluster, Kind};
use super::join::TATWEEL;

/// A line is left ragged when more than one column in so many would be filled: stretched so far it
/// reads worse than it looks.
const SHARE: usize = 4;
/// The most columns that one word is stretched by, and the letters it needs for each of them.
const WORD: usize = 3;
const LETTERS: usize = 2;
/// The most columns that a blank between two words grows by.
const GAP: usize = 2;

/// A cluster behind which the line can be stretched.
#[derive(Clone, Copy)]
struct Place {
    /// The cluster.
    at: usize,
    /// How good the place is, 1 the best.
    rank: u8,
    /// Columns it can take, and those it has taken.
    room: usize,
    taken: usize,
}

/// The clusters of one line with fills between them, so that it is exactly `width` columns wide;
/// nothing if it is that already, or would look silly.
///
/// Columns go to tatweels first, one place a word, the best places of the line first and evenly over
/// it; what is left widens the blanks between words. Only right-to-left words and the blanks at
/// their sides are stretched, so that foreign names, numbers and addresses stay as they are.
pub(super) fn stretched(line: &[Cluster], width: usize) -> Option<Vec<Cluster>> {
    let used: usize = line.iter().map(|cluster| usize::from(cluster.width)).sum();
    let free = width.checked_sub(used).filter(|free| *free > 0 && free * SHARE <= width)?;
    let mut words = joins(line);
    let mut gaps = gaps(line);
    let left = spread(&mut words, free);
    let left = spread(&mut gaps, left);
    if left > 0 {
        return None;
    }
    let mut places: Vec<Place> = words.into_iter().chain(gaps).filter(|place| place.taken > 0).collect();
    places.sort_unstable_by_key(|place| place.at);
    Some(filled(line, &places, free))
}

/// The best place of every word that has one; of equal ones the last, which is nearest to the word's
/// end.
fn joins(line: &[Cluster]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut begin = 0;
    for word in line.split(|cluster| cluster.kind != Kind::Ink) {
        // The join behind the last letter of a line leads to the next line.
        let inner = word.len().saturating_sub(1);
        let ranked = word.iter().take(inner).enumerate().filter(|(_, cluster)| cluster.stretch > 0);
        if let Some((at, best)) = ranked.min_by_key(|(at, cluster)| (cluster.stretch, usize::MAX - at)) {
            let room = (word.len() / LETTERS).clamp(1, WORD);
            places.push(Place { at: begin + at, rank: best.stretch, room, taken: 0 });
        }
        begin += word.len() + 1;
    }
    places
}

/// The blanks between words that run from right to left.
fn gaps(line: &[Cluster]) -> Vec<Place> {
    let begin = line.iter().position(|cluster| cluster.kind == Kind::Ink).unwrap_or(line.len());
    let blanks = line.iter().enumerate().skip(begin);
    let blanks = blanks.filter(|(_, cluster)| cluster.kind == Kind::Blank && cluster.level.is_rtl());
    blanks.map(|(at, _)| Place { at, rank: 0, room: GAP, taken: 0 }).collect()
}

/// Gives every place one column after the other; gives back what they cannot take. Where the last
/// columns are fewer than the places, the better places get them, and of equal ones every so many.
fn spread(places: &mut [Place], mut columns: usize) -> usize {
    while columns > 0 {
        let mut open: Vec<&mut Place> = places.iter_mut().filter(|place| place.taken < place.room).collect();
        if open.is_empty() {
            break;
        }
        open.sort_by_key(|place| place.rank);
        for equal in open.chunk_by_mut(|one, other| one.rank == other.rank) {
            let (count, given) = (equal.len(), columns.min(equal.len()));
            for (index, place) in equal.iter_mut().enumerate() {
                // True for `given` of the `count` places, evenly spaced.
                if (index + 1) * given / count > index * given / count {
                    place.taken += 1;
                }
            }
            columns -= given;
        }
    }
    columns
}

fn filled(line: &[Cluster], places: &[Place], free: usize) -> Vec<Cluster> {
    let mut out = Vec::with_capacity(line.len() + free);
    let mut places = places.iter().peekable();
    for (at, cluster) in line.iter().enumerate() {
        out.push(*cluster);
        if let Some(place) = places.next_if(|place| place.at == at) {
            let shown = if cluster.kind == Kind::Ink { TATWEEL } else { ' ' };
            let bytes = (cluster.start as usize, cluster.end as usize);
            let fill = Cluster::new(shown, bytes, 1, Kind::Fill, cluster.level);
            out.extend(std::iter::repeat_n(fill, place.taken));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Line, Options, Paragraph};

    const JUSTIFIED: Options = Options { justify: true, ..Options::base(Base::Rtl) };

    fn letters(line: &Line) -> String {
        // In reading order, without the forms of the letters: what the text has, and the fills.
        let mut out = String::new();
        for cell in line.cells.iter().rev() {
            out.push_str(if cell.fill && cell.symbol.as_str() != " " { "~" } else { cell.symbol.as_str() });
        }
        out
    }

    /// The first line of `text` at a width that leaves `free` columns of the words before `|`; tatweels
    /// of the line's own are `~`.
    fn check(text: &str, free: usize, expect: &str) {
        let (line, rest) = text.split_once('|').expect("the end of the line is marked");
        let long = format!("{line} {rest}{}", "ب".repeat(40));
        let shape = Options { shape: false, ..JUSTIFIED };
        let width = line.chars().filter(|c| !matches!(c, '\u{64B}'..='\u{652}')).count() + free;
        let first = Paragraph::new(&long, shape).lines(width).next().expect("there is a line");
        assert_eq!(letters(&first), expect, "{text} and {free}");
    }

    #[test]
    fn the_best_place_of_a_word_is_stretched() {
        for (text, free, expect) in [
            // Behind seen and sad, wherever they stand.
            ("مستشفيات قديمات|", 1, "مستش~فيات قديمات"),
            ("تصنيف|", 1, "تص~نيف"),
            // Before a final teh marbuta, dal, alef, kaf, and then reh and yeh.
            ("وكالة الأمن|", 1, "وكال~ة الأمن"),
            ("جديد|", 1, "جدي~د"),
            ("كتاب|", 1, "كت~اب"),
            ("خبير|", 1, "خبي~ر"),
            // Where the writer has stretched.
            ("الهجـوم سنة|", 1, "الهجـ~وم سنة"),
            ("الهجـوم سنة|", 2, "الهجـ~وم س~نة"),
        ] {
            check(text, free, expect);
        }
    }

    #[test]
    fn letters_that_do_not_join_stay_side_by_side() {
        for (text, free, expect) in [
            ("دار ورد وزارة|", 2, "دار  ورد  وزارة"),
            ("لا لأن الآن|", 2, "لا  لأن  الآن"),
            ("الله لله|", 1, "الله  لله"),
            ("آل وآل|", 1, "آل  وآل"),
            ("بِسْمِ|", 1, "بِسْ~مِ"),
            ("خبر CVE-2021 Exchange Server|", 1, "خب~ر revreS egnahcxE 1202-EVC"),
            ("دار Exchange Server ورد|", 2, "دار  revreS egnahcxE  ورد"),
        ] {
            check(text, free, expect);
        }
    }

    #[test]
    fn columns_are_spread_over_the_line() {
        check("قمر قمر قمر قمر|", 1, "قمر قمر قمر قم~ر");
        check("قمر قمر قمر قمر|", 2, "قمر قم~ر قمر قم~ر");
        check("قمر قمر قمر قمر|", 4, "قم~ر قم~ر قم~ر قم~ر");
        // Words of three letters take one column each; the rest goes between them.
        check("قمر قمر قمر قمر|", 5, "قم~ر قم~ر قم~ر  قم~ر");
        check("قمر قمر قمر قمر|", 6, "قمر قمر قمر قمر");
        check("قمر جميل|", 2, "قم~ر جمي~ل");
        // One column more than the word and the blank at its side can take.
        check("abcdefghijkl خبر|", 3, "lkjihgfedcba   خب~ر");
        check("abcdefghijkl خبر|", 4, "lkjihgfedcba خبر");
        check("مستحيل مستحيل|", 4, "مس~~تحيل مس~~تحيل");
    }

    #[test]
    fn the_last_line_of_a_paragraph_is_ragged() {
        let lines = Paragraph::new("خبر عن ثغرة البريد اليوم", JUSTIFIED).layout(13);
        assert_eq!(lines.iter().map(Line::width).collect::<Vec<_>>(), [13, 12]);
        let lines = Paragraph::new("خبر عن ثغرة\u{2028}في خادم", JUSTIFIED).layout(13);
        assert_eq!(lines.iter().map(Line::width).collect::<Vec<_>>(), [11, 7]);
        let lines = Paragraph::new("news of one server after another", JUSTIFIED).layout(14);
        assert!(lines.iter().flat_map(|line| &line.cells).all(|cell| !cell.fill));
    }

    #[test]
    fn a_fill_belongs_to_the_letter_before_it() {
        let line = Paragraph::new("وكالة الأمن والخوادم", JUSTIFIED).lines(12).next().expect("there is a line");
        let at = line.cells.iter().position(|cell| cell.fill).expect("there is a fill");
        assert_eq!(line.cells[at].src, line.cells[at + 1].src);
        assert_eq!(line.columns(line.cells[at].src.clone()).first(), Some(&(at..at + 2)));
    }
}
