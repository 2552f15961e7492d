//! A parsed feed as one JSON object, for `feeds parse --jsonl`: everything that the parser knows,
//! in the names of feed formats. Times are seconds since 1970.

use feed_rs::model::{Category, Content, Entry, Feed, Image, Link, LinkTarget, MediaObject, Person, Text};
use serde::Serialize;

use crate::model::RawDocument;

use super::charset::decoded;
use super::engine;

/// One feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FeedRecord {
    /// Whether it could be read.
    pub ok: bool,
    /// Why not.
    #[serde(rename = "err")]
    pub error: Option<String>,
    /// `RSS2`, `RSS1`, `RSS0`, `Atom` or `JSON`.
    pub version: Option<&'static str>,
    /// The encoding it was in, in lower case.
    pub encoding: String,
    /// What it says of itself.
    pub feed: FeedFields,
    /// Its items.
    pub entries: Vec<EntryFields>,
}

/// What a feed says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FeedFields {
    /// Identity, where it states one.
    pub id: Option<String>,
    /// Title.
    pub title: Option<TextField>,
    /// Description.
    pub subtitle: Option<TextField>,
    /// Copyright.
    pub rights: Option<TextField>,
    /// Links.
    pub links: Vec<LinkField>,
    /// Last change.
    pub updated: Option<i64>,
    /// Publication.
    pub published: Option<i64>,
    /// Language as stated.
    pub language: Option<String>,
    /// Authors.
    pub authors: Vec<PersonField>,
    /// Contributors, editors and webmasters.
    pub contributors: Vec<PersonField>,
    /// Categories.
    pub tags: Vec<TagField>,
    /// Picture.
    pub logo: Option<PictureField>,
    /// Small picture's address.
    pub icon: Option<String>,
    /// Minutes for which it may be kept.
    pub ttl: Option<u32>,
    /// The program that made it.
    pub generator: Option<GeneratorField>,
}

/// One item.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntryFields {
    /// Identity, where it states one.
    pub id: Option<String>,
    /// Title.
    pub title: Option<TextField>,
    /// Summary.
    pub summary: Option<TextField>,
    /// Content.
    pub content: Option<TextField>,
    /// Copyright.
    pub rights: Option<TextField>,
    /// Links.
    pub links: Vec<LinkField>,
    /// Last change.
    pub updated: Option<i64>,
    /// Publication.
    pub published: Option<i64>,
    /// Language as stated.
    pub language: Option<String>,
    /// Authors.
    pub authors: Vec<PersonField>,
    /// Contributors.
    pub contributors: Vec<PersonField>,
    /// Categories.
    pub tags: Vec<TagField>,
    /// Enclosures and media.
    pub media: Vec<MediaField>,
    /// The feed it was taken from.
    pub source: Option<String>,
}

/// Text with its type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextField {
    /// The text, markup included.
    pub value: String,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Address of content that lies elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkField {
    /// Address.
    pub href: String,
    /// Relation.
    pub rel: Option<String>,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Length in bytes.
    pub length: Option<u64>,
    /// `Comments` or `CommentsFeed`.
    pub target: Option<&'static str>,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PersonField {
    /// Name.
    pub name: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Address of a page.
    #[serde(rename = "href")]
    pub url: Option<String>,
    /// Role.
    pub role: Option<String>,
}

/// A category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TagField {
    /// Term.
    pub term: String,
    /// Scheme.
    pub scheme: Option<String>,
    /// Label.
    pub label: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PictureField {
    /// Address.
    pub href: String,
    /// Address of the page it stands for.
    pub link: Option<String>,
    /// Title.
    pub title: Option<String>,
}

/// The program that made a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GeneratorField {
    /// Name.
    pub name: String,
    /// Version.
    pub version: Option<String>,
    /// Address.
    pub href: Option<String>,
}

/// A group of media.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MediaField {
    /// Its files.
    pub content: Vec<FileField>,
}

/// A media file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileField {
    /// Address.
    pub href: Option<String>,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Length in bytes.
    pub length: Option<u64>,
}

/// Reads a feed into its record; the document's address is the base of relative addresses.
pub fn record(document: &RawDocument) -> FeedRecord {
    let text = decoded(&document.bytes, document.content_type.as_deref());
    match engine::parse(&text.text, document.address.as_deref()) {
        Ok(parsed) => FeedRecord {
            ok: true,
            error: None,
            version: Some(parsed.version),
            encoding: text.encoding.to_ascii_lowercase(),
            entries: parsed.feed.entries.iter().map(entry).collect(),
            feed: feed(parsed.feed),
        },
        Err(reason) => FeedRecord {
            error: Some(reason.to_string()),
            encoding: text.encoding.to_ascii_lowercase(),
            ..FeedRecord::default()
        },
    }
}

fn feed(feed: Feed) -> FeedFields {
    FeedFields {
        id: stated(&feed.id),
        title: feed.title.as_ref().map(text),
        subtitle: feed.description.as_ref().map(text),
        rights: feed.rights.as_ref().map(text),
        links: feed.links.iter().map(link).collect(),
        updated: feed.updated.map(|moment| moment.timestamp()),
        published: feed.published.map(|moment| moment.timestamp()),
        authors: feed.authors.iter().map(person).collect(),
        contributors: feed.contributors.iter().map(person).collect(),
        tags: feed.categories.iter().map(tag).collect(),
        logo: feed.logo.as_ref().map(picture),
        icon: feed.icon.as_ref().map(|icon| icon.uri.clone()),
        ttl: feed.ttl,
        generator: feed.generator.map(|made| GeneratorField {
            name: made.content,
            version: made.version,
            href: made.uri,
        }),
        language: feed.language,
    }
}

fn entry(entry: &Entry) -> EntryFields {
    EntryFields {
        id: stated(&entry.id),
        title: entry.title.as_ref().map(text),
        summary: entry.summary.as_ref().map(text),
        content: entry.content.as_ref().map(content),
        rights: entry.rights.as_ref().map(text),
        links: entry.links.iter().map(link).collect(),
        updated: entry.updated.map(|moment| moment.timestamp()),
        published: entry.published.map(|moment| moment.timestamp()),
        language: entry.language.clone(),
        authors: entry.authors.iter().map(person).collect(),
        contributors: entry.contributors.iter().map(person).collect(),
        tags: entry.categories.iter().map(tag).collect(),
        media: entry.media.iter().map(media).collect(),
        source: entry.source.clone(),
    }
}

fn stated(id: &str) -> Option<String> {
    (!id.is_empty()).then(|| id.to_owned())
}

fn text(text: &Text) -> TextField {
    TextField { value: text.content.clone(), kind: text.content_type.to_string(), src: None }
}

fn content(content: &Content) -> TextField {
    TextField {
        value: content.body.clone().unwrap_or_default(),
        kind: content.content_type.to_string(),
        src: content.src.as_ref().map(|link| link.href.clone()),
    }
}

fn link(link: &Link) -> LinkField {
    LinkField {
        href: link.href.clone(),
        rel: link.rel.clone(),
        kind: link.media_type.clone(),
        title: link.title.clone(),
        length: link.length,
        target: link.target.as_ref().map(|target| match target {
            LinkTarget::Comments => "Comments",
            LinkTarget::CommentsFeed => "CommentsFeed",
        }),
    }
}

fn person(person: &Person) -> PersonField {
    PersonField {
        name: person.name.clone(),
        email: person.email.clone(),
        url: person.uri.clone(),
        role: person.role.clone(),
    }
}

fn tag(category: &Category) -> TagField {
    TagField { term: category.term.clone(), scheme: category.scheme.clone(), label: category.label.clone() }
}

fn picture(image: &Image) -> PictureField {
    PictureField {
        href: image.uri.clone(),
        link: image.link.as_ref().map(|link| link.href.clone()),
        title: image.title.clone(),
    }
}

fn media(media: &MediaObject) -> MediaField {
    let file = |file: &feed_rs::model::MediaContent| FileField {
        href: file.url.as_ref().map(ToString::to_string),
        kind: file.content_type.as_ref().map(ToString::to_string),
        length: file.size,
    };
    MediaField { content: media.content.iter().map(file).collect() }
}
