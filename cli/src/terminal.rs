//! What the reader of a stream can show.

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

/// Whether a stream shows colours: a terminal does unless `NO_COLOR`, `CLICOLOR` or `TERM` says otherwise, and
/// anything does under `CLICOLOR_FORCE`.
pub(crate) fn shows_colour(stream: &impl RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}
