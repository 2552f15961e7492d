//! Streams of lines: read from standard input, worked on by several threads, written in order.

use std::io::{BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Serialize;

use super::Failure;
use super::output::{self, Out};

/// Bytes of input that are held at a time; a batch is never more than what has already arrived, so
/// that a caller who waits for an answer gets it.
const BUFFER: usize = 1 << 20;

/// Lines of a batch.
const BATCH: usize = 512;

/// A longer line is refused: it is no article.
const MAX_LINE: u64 = 64 << 20;

/// So many lines are worth a thread.
const WORTH_A_THREAD: usize = 8;

/// Threads beside the first; a cluster runs several of us on one machine.
const MAX_HELPERS: usize = 3;

/// A line of input, or why it cannot be read.
type Line = Result<Vec<u8>, String>;

/// What a stream was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Streamed {
    /// Lines that were not blank.
    pub lines: usize,
    /// Lines that could not be read.
    pub bad: usize,
}

#[derive(Serialize)]
struct BadLine<'a> {
    error: &'a str,
    line: usize,
}

/// Turns every line of `input` that is not blank into one of `out`, in order. `answer` gives the
/// JSON for a line, or what is wrong with it.
pub(super) fn stream(input: impl Read, out: &mut Out, answer: Answer<'_>) -> Result<Streamed, Failure> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut streamed = Streamed::default();
    let mut number = 0;
    loop {
        let batch = batch(&mut input, &mut number)?;
        if batch.is_empty() {
            return Ok(streamed);
        }
        for (result, (at, _)) in answers(&batch, answer).into_iter().zip(&batch) {
            streamed.lines += 1;
            match result {
                Ok(json) => out.put(&json)?,
                Err(error) => {
                    streamed.bad += 1;
                    out.put(&output::json(&BadLine { error: &error, line: *at })?)?;
                }
            }
            out.put("\n")?;
        }
        out.flush()?;
    }
}

/// The next lines with their numbers, as many as have arrived but at least one; none at the end.
fn batch(input: &mut BufReader<impl Read>, number: &mut usize) -> Result<Vec<(usize, Line)>, Failure> {
    let mut batch = Vec::new();
    while batch.is_empty() || batch.len() < BATCH && input.buffer().contains(&b'\n') {
        let Some(line) = line(input)? else { break };
        *number += 1;
        if !line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()) {
            batch.push((*number, line));
        }
    }
    Ok(batch)
}

fn line(input: &mut BufReader<impl Read>) -> Result<Option<Line>, Failure> {
    let mut line = Vec::new();
    let read = |error| Failure::from(error).during("cannot read standard input");
    if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line).map_err(read)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == MAX_LINE && !line.ends_with(b"\n") {
        input.skip_until(b'\n').map_err(read)?;
        return Ok(Some(Err(format!("the line is longer than {} MiB", MAX_LINE >> 20))));
    }
    Ok(Some(Ok(line)))
}

/// Says what a line means.
type Answer<'a> = &'a (dyn Fn(&[u8]) -> Result<String, String> + Sync);

/// The answers to the lines of a batch, in order.
fn answers(batch: &[(usize, Line)], answer: Answer<'_>) -> Vec<Result<String, String>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((_, line)) = batch.get(index) else { return done };
            done.push((index, one(line, answer)));
        }
    };
    let worth = batch.len() / WORTH_A_THREAD;
    let helpers = thread::available_parallelism().map_or(0, |cores| cores.get() - 1).min(MAX_HELPERS).min(worth);
    let mut done = thread::scope(|scope| {
        let helpers: Vec<_> = (0..helpers).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_default());
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// One answer. A text that breaks the program costs its own line and no other.
fn one(line: &Line, answer: Answer<'_>) -> Result<String, String> {
    let line = line.as_ref().map_err(Clone::clone)?;
    // Some editors begin a file with a byte order mark.
    let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
    catch_unwind(AssertUnwindSafe(|| answer(line))).unwrap_or_else(|_| Err("the text broke the program".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a line in pieces, as a pipe does.
    struct Pieces(Vec<&'static [u8]>);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let piece = self.0.remove(0);
            buffer.get_mut(..piece.len()).expect("pieces are short").copy_from_slice(piece);
            Ok(piece.len())
        }
    }

    fn numbers(input: &mut BufReader<impl Read>, number: &mut usize) -> Vec<(usize, String)> {
        let batch = batch(input, number).expect("the input can be read");
        let text = |line: Line| String::from_utf8_lossy(&line.expect("the line is short")).trim().to_owned();
        batch.into_iter().map(|(at, line)| (at, text(line))).collect()
    }

    #[test]
    fn a_batch_is_what_has_arrived() {
        let mut input = BufReader::new(Pieces(vec![b"a\nb\n\nc", b"d\n", b"e"]));
        let mut number = 0;
        assert_eq!(numbers(&mut input, &mut number), [(1, "a".into()), (2, "b".into())]);
        assert_eq!(numbers(&mut input, &mut number), [(4, "cd".into())]);
        assert_eq!(numbers(&mut input, &mut number), [(5, "e".into())]);
        assert_eq!(numbers(&mut input, &mut number), []);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_a_line() {
        let answer = |line: &[u8]| Ok(String::from_utf8_lossy(line).into_owned());
        assert_eq!(one(&Ok(b"\xEF\xBB\xBF{}".to_vec()), &answer), Ok("{}".to_owned()));
    }

    #[test]
    fn answers_keep_the_order_and_a_panic_costs_one_line() {
        let batch: Vec<(usize, Line)> = (0..300).map(|at| (at, Ok(at.to_string().into_bytes()))).collect();
        let answer = |line: &[u8]| {
            assert!(line != b"7", "a text that breaks the program");
            Ok(String::from_utf8_lossy(line).into_owned())
        };
        let answers = answers(&batch, &answer);
        for (at, answer) in answers.iter().enumerate() {
            assert_eq!(answer.as_ref().ok(), (at != 7).then(|| at.to_string()).as_ref());
        }
    }
}
