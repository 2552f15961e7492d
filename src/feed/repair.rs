//! A feed made well-formed and put into one dialect, before the parser sees it.
//!
//! Feeds are written by templates and by hand: `<rss>` without a version, namespaces of every
//! decade, HTML that was never escaped, elements that never end. The repair reads tokens and writes
//! a feed with the same items: RDF becomes RSS with its items inside the channel, Atom 0.3 becomes
//! Atom 1.0, names and namespaces become those that the parser knows, and every element ends.

use std::ops::Range;

use super::escape;
use super::meaning::{self, DECLARED, Family};
use super::typed::{Held, TEXTS, text_type};
use super::xml::{Tag, Token, tokens};

/// Items of one feed that are read.
pub(super) const MAX_ITEMS: usize = 5_000;

/// Nesting that is kept; what lies deeper is text of the level above.
const MAX_DEPTH: usize = 64;

/// Elements that are open at once; the tags of deeper ones are passed over.
const MAX_OPEN: usize = 256;

/// Elements with elements inside that mean something to the parser.
const CONTAINERS: [&str; 14] = [
    "rss",
    "channel",
    "item",
    "feed",
    "entry",
    "author",
    "contributor",
    "source",
    "image",
    "media:group",
    "media:content",
    "media:community",
    "itunes:owner",
    "itunes:category",
];

/// A feed in the dialect of the parser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Repaired {
    /// The feed.
    pub xml: String,
    /// Places of the items in it.
    pub items: Vec<Range<usize>>,
    /// Items that the original begins, those beyond the cap included.
    pub seen: usize,
    /// `RSS2`, `RSS1`, `RSS0` or `Atom`.
    pub version: &'static str,
    /// Whether the original ends inside an item.
    pub cut: bool,
}

/// Repairs `text`; `None` if its root is no feed's.
pub(super) fn repair(text: &str) -> Option<Repaired> {
    let mut writer: Option<Writer> = None;
    for token in tokens(text) {
        match (&mut writer, token) {
            (Some(writer), Token::Start(tag)) => writer.start(&tag),
            (Some(writer), Token::End(name)) => writer.end(name),
            (Some(writer), Token::Text(text)) => writer.text(text, false),
            (Some(writer), Token::Data(text)) => writer.text(text, true),
            (None, Token::Start(tag)) => {
                // A wrapper before the root is passed over, a page is none.
                if tag.name.eq_ignore_ascii_case("html") {
                    return None;
                }
                writer = Writer::new(&tag);
            }
            (None, _) => {}
        }
    }
    let mut writer = writer?;
    writer.finish();
    Some(writer.out)
}

/// How an open element is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As an element.
    Element,
    /// As escaped markup inside a text.
    Escaped,
    /// Not at all, its content is.
    Transparent,
    /// Not at all, with its content.
    Dropped,
}

struct Open {
    /// Name as the feed writes it.
    raw: String,
    /// Name as it is written here.
    name: String,
    form: Form,
    /// Declarations that end with it.
    declared: usize,
    /// The Atom text that it is.
    text: Option<Held>,
}

struct Writer {
    out: Repaired,
    family: Family,
    stack: Vec<Open>,
    /// Prefixes and what they mean, the innermost last.
    namespaces: Vec<(String, &'static str)>,
    /// Where the item that is open begins.
    item: Option<usize>,
}

impl Writer {
    fn new(root: &Tag) -> Option<Self> {
        let local = local(root.name);
        let family = meaning::family(local)?;
        let version = root.get("version").unwrap_or("");
        let out = Repaired {
            version: match family {
                Family::Atom => "Atom",
                Family::Rdf => "RSS1",
                Family::Rss if version.trim().starts_with("0.9") => "RSS0",
                Family::Rss => "RSS2",
            },
            ..Repaired::default()
        };
        let mut writer = Self { out, family, stack: Vec::new(), namespaces: Vec::new(), item: None };
        let declared = writer.declare(root);
        let (name, opening) = match family {
            Family::Atom => ("feed", "<feed xmlns=\"http://www.w3.org/2005/Atom\""),
            _ => ("rss", "<rss version=\"2.0\""),
        };
        writer.out.xml.push_str(opening);
        writer.out.xml.push_str(DECLARED);
        writer.attributes(root, &["xml:base", "xml:lang"]);
        writer.out.xml.push_str(if family == Family::Atom { ">" } else { "><channel>" });
        let (raw, name) = (root.name.to_owned(), name.to_owned());
        writer.stack.push(Open { raw, name, form: Form::Element, declared, text: None });
        if local.eq_ignore_ascii_case("entry") {
            writer.start(&Tag { attributes: Vec::new(), ..root.clone() });
        }
        Some(writer)
    }

    /// Notes the namespaces that a tag declares; gives their number.
    fn declare(&mut self, tag: &Tag) -> usize {
        let before = self.namespaces.len();
        for (key, value) in &tag.attributes {
            let prefix = if *key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix {
                let mut meaning = meaning::namespace(value);
                // A root in a namespace of its own is still the root: so are its like-named parts.
                if self.stack.is_empty() && prefix.is_empty() && meaning == "other" {
                    meaning = "";
                }
                self.namespaces.push((prefix.to_owned(), meaning));
            }
        }
        self.namespaces.len() - before
    }

    fn meaning(&self, raw: &str) -> &'static str {
        let prefix = raw.split_once(':').map_or("", |(prefix, _)| prefix);
        let declared = self.namespaces.iter().rev().find(|(key, _)| key == prefix).map(|(_, meaning)| *meaning);
        declared.unwrap_or_else(|| if prefix.is_empty() { "" } else { meaning::usual(prefix) })
    }

    fn start(&mut self, tag: &Tag) {
        if self.stack.len() >= MAX_OPEN {
            return;
        }
        let declared = self.declare(tag);
        let name = meaning::name(self.family, self.meaning(tag.name), local(tag.name), &self.parent());
        if is_item(&name) {
            self.end_item();
        }
        let inside = self.stack.last().map_or(Form::Element, |open| open.form);
        let parent = self.parent();
        let known = CONTAINERS.contains(&parent.as_str());
        let form = if inside == Form::Dropped || self.is_dropped(tag, &name, &parent) {
            Form::Dropped
        } else if self.is_transparent(&name, &parent) {
            Form::Transparent
        } else if self.stack.len() < MAX_DEPTH && (known || self.keeps_markup()) {
            Form::Element
        } else {
            Form::Escaped
        };
        let name = if known { name } else { local(tag.name).to_owned() };
        if known && form == Form::Element && is_item(&name) {
            self.item = Some(self.out.xml.len());
        }
        let held = (form == Form::Element && known && self.family == Family::Atom).then(|| Held::new(tag, &name));
        if form == Form::Escaped
            && let Some(text) = self.stack.iter().rev().find_map(|open| open.text)
        {
            text.make_html(&mut self.out.xml);
        }
        let start = self.out.xml.len();
        self.write_start(tag, &name, form);
        let text = held.flatten().map(|held| held.placed(start, self.out.xml.len()));
        self.stack.push(Open { raw: tag.name.to_owned(), name, form, declared, text });
        if tag.empty {
            self.pop();
        }
    }

    /// Items do not nest: the one that is still open was never ended.
    fn end_item(&mut self) {
        if let Some(at) = self.stack.iter().position(|open| is_item(&open.name)) {
            while self.stack.len() > at {
                self.pop();
            }
        }
    }

    /// The name of the innermost element that is written as one.
    fn parent(&self) -> String {
        let written = self.stack.iter().rev().find(|open| matches!(open.form, Form::Element | Form::Escaped));
        written.map(|open| open.name.clone()).unwrap_or_default()
    }

    /// Counts items on the way: those beyond the cap are dropped, and so is an image that only
    /// points to one and the list of what follows in RDF.
    fn is_dropped(&mut self, tag: &Tag, name: &str, parent: &str) -> bool {
        let top = matches!(parent, "rss" | "feed" | "channel");
        if top && is_item(name) {
            self.out.seen += 1;
            return self.out.seen > MAX_ITEMS;
        }
        top && (name == "items" || name == "image" && tag.empty)
    }

    /// The channel of RSS is opened with its root, so that items beside it are inside it.
    fn is_transparent(&self, name: &str, parent: &str) -> bool {
        self.family != Family::Atom && parent == "rss" && name == "channel"
    }

    /// Whether a text is open that is XHTML, whose markup is its own.
    fn keeps_markup(&self) -> bool {
        self.stack.iter().any(|open| open.text.is_some_and(|text| text.markup))
    }

    fn write_start(&mut self, tag: &Tag, name: &str, form: Form) {
        match form {
            Form::Element => self.write_element(tag, name),
            Form::Escaped => {
                let mut markup = format!("<{name}");
                for (key, value) in &tag.attributes {
                    markup.extend([" ", key, "=\"", value, "\""]);
                }
                markup.push_str(if tag.empty { " />" } else { ">" });
                escape::literal(&markup, &mut self.out.xml);
            }
            Form::Transparent | Form::Dropped => {}
        }
    }

    fn write_element(&mut self, tag: &Tag, name: &str) {
        self.out.xml.push('<');
        self.out.xml.push_str(name);
        if self.family == Family::Atom && TEXTS.contains(&name) {
            self.attribute("type", &text_type(tag, name));
            self.attributes(tag, &["xml:base", "xml:lang", "src"]);
        } else {
            self.all_attributes(tag);
        }
        self.out.xml.push('>');
        if name == "item"
            && let Some(about) = tag.get("rdf:about")
        {
            self.out.xml.push_str("<guid isPermaLink=\"false\">");
            escape::text(about, &mut self.out.xml);
            self.out.xml.push_str("</guid>");
        }
    }

    fn attributes(&mut self, tag: &Tag, names: &[&str]) {
        for name in names {
            if let Some(value) = tag.get(name) {
                self.attribute(name, value);
            }
        }
    }

    /// All attributes but declarations; a prefix other than `xml` goes, a second of one name too.
    fn all_attributes(&mut self, tag: &Tag) {
        let mut written: Vec<&str> = Vec::new();
        for (key, value) in &tag.attributes {
            let name = if key.starts_with("xml:") { key } else { local(key) };
            let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
            let starts = name.starts_with(|c: char| c.is_alphabetic());
            if *key == "xmlns" || key.starts_with("xmlns:") || !plain || !starts || written.contains(&name) {
                continue;
            }
            written.push(name);
            self.attribute(name, value);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.xml.push(' ');
        self.out.xml.push_str(name);
        self.out.xml.push_str("=\"");
        escape::text(value, &mut self.out.xml);
        self.out.xml.push('"');
    }

    fn text(&mut self, text: &str, data: bool) {
        let form = self.stack.last().map_or(Form::Element, |open| open.form);
        match form {
            Form::Dropped => {}
            Form::Escaped => {
                // Text inside escaped markup is text of that markup: its own signs stay escaped.
                let mut once = String::with_capacity(text.len());
                let write = if data { escape::literal } else { escape::text };
                write(text, &mut once);
                escape::literal(&once, &mut self.out.xml);
            }
            _ if data => escape::literal(text, &mut self.out.xml),
            _ => escape::text(text, &mut self.out.xml),
        }
    }

    fn end(&mut self, raw: &str) {
        let same = |open: &Open| open.raw.eq_ignore_ascii_case(raw);
        // The root stays open: what follows its end may be items of a careless template.
        let Some(at) = self.stack.iter().rposition(same).filter(|at| *at > 0) else { return };
        while self.stack.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        self.namespaces.truncate(self.namespaces.len().saturating_sub(open.declared));
        if let Some(text) = open.text {
            text.finish(&mut self.out.xml);
        }
        match open.form {
            Form::Element => {
                self.out.xml.push_str("</");
                self.out.xml.push_str(&open.name);
                self.out.xml.push('>');
            }
            Form::Escaped => escape::literal(&format!("</{}>", open.name), &mut self.out.xml),
            Form::Transparent | Form::Dropped => {}
        }
        if is_item(&open.name)
            && self.parent_holds_items()
            && let Some(start) = self.item.take()
        {
            self.out.items.push(start..self.out.xml.len());
        }
    }

    fn parent_holds_items(&self) -> bool {
        matches!(self.parent().as_str(), "rss" | "feed" | "channel")
    }

    fn finish(&mut self) {
        self.out.cut = self.stack.iter().any(|open| is_item(&open.name));
        while self.stack.len() > 1 {
            self.pop();
        }
        if self.family != Family::Atom {
            self.out.xml.push_str("</channel>");
        }
        self.stack.clear();
        self.out.xml.push_str(if self.family == Family::Atom { "</feed>" } else { "</rss>" });
    }
}

fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
