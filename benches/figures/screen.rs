//! Frames, and the way from a key to the bytes that the terminal gets.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use marsad::analyse::Analyser;
use marsad::config::default_case;
use marsad::model::{Analysed, Article, ArticleId, Lang};
use marsad::timeline;
use marsad::tui::{Data, KeyMap, Look, Model, Msg, Row, draw, update};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::Size;
use super::archive::Archive;
use super::print::{figure, millis};
use super::watch::{Watch, best, quantile};

/// The screen.
pub const AREA: Rect = Rect::new(0, 0, 200, 60);

/// How often a row of keys is pressed; the best time of each key counts.
const ROUNDS: usize = 4;

/// A view: its name, the keys that lead to it, and the keys that are pressed in it again and again.
const VIEWS: [(&str, &str, &str); 4] = [
    ("timeline", "10g", "]]]]]+]]]+]]--llllhhhhHHLL0jjjjkkkk"),
    ("articles", "2", "jjjjjjjjkkkkGkkkgjj"),
    ("entities", "3", "jjjjjjjjkkkk"),
    ("sources", "4", "jjjjkkkk"),
];

/// A screen of the bench's size in Arabic, before anything is loaded.
pub fn blank() -> Model {
    let keys = KeyMap::new(&BTreeMap::new()).expect("the default keys agree");
    let size = (AREA.width, AREA.height);
    let look = Look {
        size,
        lang: Lang::Arabic,
        theme: "terminal".into(),
        mouse: true,
        pen: marsad::tui::Pen::default(),
        time: marsad::tui::Flow::default(),
    };
    Model::new(default_case(), look, keys)
}

pub fn figures(archive: &Archive, size: Size) {
    let articles = analysed(archive, size.analysed);
    let case = default_case();
    let mut events = 0;
    let time = best(1, || events = timeline::build(&case, &articles).events.len());
    figure("timeline-events", events as f64, "events", "-");
    figure("timeline-build", time.as_secs_f64() * 1e6 / articles.len() as f64, "us/article", "-");
    let mut model = blank();
    update(&mut model, Msg::Loaded(Box::new(data(archive, &articles, size.rows))));
    let mut desk = Desk::new();
    for (name, way, keys) in VIEWS {
        press(&mut model, way);
        desk.view(name, &mut model, keys);
    }
    panes(&mut model);
    reader(archive, &mut desk, &mut model);
    search(&mut desk, &mut model);
}

/// What the pure path finds in the first articles.
fn analysed(archive: &Archive, count: usize) -> Vec<Analysed> {
    let analyser = Analyser::new(&default_case());
    let read = |(n, article): (usize, Article)| Analysed { id: id(n), analysis: analyser.run(&article), article };
    archive.articles(count).into_iter().enumerate().map(read).collect()
}

fn id(n: usize) -> ArticleId {
    ArticleId(format!("{n:016x}"))
}

fn data(archive: &Archive, articles: &[Analysed], rows: usize) -> Data {
    let row = |n: usize| {
        let Article { title, lang, published, source, address, .. } = archive.article(n);
        Row { id: id(n), title, lang, published, source: source.name, address }
    };
    Data {
        timeline: timeline::build(&default_case(), articles),
        rows: (0..rows).map(row).collect(),
        sources: Vec::new(),
        marks: BTreeMap::new(),
    }
}

/// List and evidence side by side, both Arabic: laid out anew for every frame, as each has a width
/// that was not drawn before, and once more as it stands.
fn panes(model: &mut Model) {
    press(model, "10g");
    model.narrow.filter.lang = Some(Lang::Arabic);
    model.refresh_shown();
    let (mut anew, mut still) = (Vec::new(), Vec::new());
    for width in 140..=AREA.width {
        update(model, Msg::Resize(width, AREA.height));
        press(model, "]");
        let mut buffer = Buffer::empty(Rect { width, ..AREA });
        let mut frame = || {
            best(1, || {
                draw(model, &mut buffer);
            })
        };
        anew.push(frame());
        still.push(frame());
    }
    millis("frame-two-panes-anew-p99", quantile(&anew, 0.99), "<4");
    millis("frame-two-panes-still-p99", quantile(&still, 0.99), "<4");
    update(model, Msg::Resize(AREA.width, AREA.height));
    press(model, "X");
}

/// A long Arabic article, page by page.
fn reader(archive: &Archive, desk: &mut Desk, model: &mut Model) {
    let bodies: Vec<String> = (0..10).map(|n| archive.article(2 * n).body).collect();
    let article = Article { body: bodies.join("\n"), ..archive.article(0) };
    let analysis = Analyser::new(&default_case()).run(&article);
    update(model, Msg::Opened(Box::new(Analysed { id: id(0), article, analysis })));
    desk.view("reader", model, "jjjjjjjjkkkkGkkkg");
    press(model, "1");
}

/// The answer to a search with many hits.
fn search(desk: &mut Desk, model: &mut Model) {
    press(model, "1/");
    press(model, "word");
    let ids: Vec<ArticleId> = (0..5000).map(|n| id(n * 3)).collect();
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let answer = Msg::Found { query: "word".to_owned(), ids: ids.clone() };
        times.push(desk.step(model, answer).whole);
    }
    millis("found-to-bytes", times.into_iter().min().unwrap_or_default(), "-");
}

/// What one message costs.
struct Step {
    /// Drawing alone.
    frame: Duration,
    /// From the message to the bytes.
    whole: Duration,
    bytes: usize,
}

/// A terminal that only counts bytes.
struct Desk {
    terminal: Terminal<CrosstermBackend<Counter>>,
    written: Rc<Cell<usize>>,
}

impl Desk {
    fn new() -> Self {
        let written = Rc::new(Cell::new(0));
        let backend = CrosstermBackend::new(Counter(Rc::clone(&written)));
        let options = TerminalOptions { viewport: Viewport::Fixed(AREA) };
        Self { terminal: Terminal::with_options(backend, options).expect("nothing to fail"), written }
    }

    /// Presses `keys` in some rounds and prints what they cost.
    fn view(&mut self, name: &str, model: &mut Model, keys: &str) {
        let mut steps: Vec<Step> = Vec::new();
        for round in 0..ROUNDS {
            for (at, key) in keys.chars().enumerate() {
                let step = self.step(model, key_msg(key));
                match steps.get_mut(at) {
                    Some(known) if round > 0 => {
                        known.frame = known.frame.min(step.frame);
                        known.whole = known.whole.min(step.whole);
                        known.bytes = known.bytes.min(step.bytes);
                    }
                    _ => steps.push(step),
                }
            }
        }
        let frames: Vec<Duration> = steps.iter().map(|step| step.frame).collect();
        let wholes: Vec<Duration> = steps.iter().map(|step| step.whole).collect();
        millis(&format!("frame-{name}-p50"), quantile(&frames, 0.5), "-");
        millis(&format!("frame-{name}-p99"), quantile(&frames, 0.99), "<4");
        millis(&format!("key-{name}-p50"), quantile(&wholes, 0.5), "-");
        millis(&format!("key-{name}-p99"), quantile(&wholes, 0.99), "<=2");
        let mut bytes: Vec<usize> = steps.iter().map(|step| step.bytes).collect();
        bytes.sort_unstable();
        figure(
            &format!("bytes-{name}-p50"),
            bytes.get(bytes.len() / 2).copied().unwrap_or(0) as f64,
            "bytes",
            "<=4096",
        );
    }

    fn step(&mut self, model: &mut Model, msg: Msg) -> Step {
        let before = self.written.get();
        let watch = Watch::start();
        update(model, msg);
        self.terminal
            .draw(|frame| {
                if let Some(cursor) = draw(model, frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })
            .expect("nothing to fail");
        let whole = watch.cpu();
        let mut buffer = Buffer::empty(AREA);
        let frame = best(1, || {
            draw(model, &mut buffer);
        });
        Step { frame, whole, bytes: self.written.get() - before }
    }
}

fn key_msg(letter: char) -> Msg {
    Msg::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
}

fn press(model: &mut Model, keys: &str) {
    for key in keys.chars() {
        update(model, key_msg(key));
    }
}

struct Counter(Rc<Cell<usize>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
