//! Reads one line of IR text.

use crate::entity::{Block, Loc, Value};

/// What is wrong with a line; the line number is added outside.
pub(super) type Result<T> = std::result::Result<T, String>;

/// A position in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str) -> Cursor<'a> {
        Cursor { rest: line }
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r']);
    }

    /// Consumes this text, if it is next, blanks before it skipped.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        self.skip_blanks();
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Consumes this word, if it is next and ends there.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        if ahead.word() == Some(word) {
            *self = ahead;
            return true;
        }
        false
    }

    /// Consumes this text or fails.
    pub(super) fn expect(&mut self, text: &str) -> Result<()> {
        match self.eat(text) {
            true => Ok(()),
            false => Err(self.expected(&format!("`{text}`"))),
        }
    }

    /// The error that something else was expected here.
    pub(super) fn expected(&self, what: &str) -> String {
        let mut found = self.rest.trim().chars();
        let shown: String = found.by_ref().take(20).collect();
        match shown.is_empty() {
            true => format!("expected {what} at the end of the line"),
            false => format!("expected {what} before `{shown}`"),
        }
    }

    /// The next word of letters, digits and underscores.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return None;
        }
        self.rest = rest;
        Some(word)
    }

    /// The next run of characters that are not blanks.
    pub(super) fn chunk(&mut self) -> &'a str {
        self.skip_blanks();
        let end = self.rest.find([' ', '\t', '\r']).unwrap_or(self.rest.len());
        let (chunk, rest) = self.rest.split_at(end);
        self.rest = rest;
        chunk
    }

    /// The next word, which must be there.
    pub(super) fn expect_word(&mut self, what: &str) -> Result<&'a str> {
        let missing = self.expected(what);
        self.word().ok_or(missing)
    }

    /// The next character after blanks, not consumed.
    pub(super) fn peek(&mut self) -> Option<char> {
        self.skip_blanks();
        self.rest.chars().next()
    }

    /// The next character, consumed.
    pub(super) fn next_char(&mut self) -> Result<char> {
        let c = self.peek().ok_or_else(|| self.expected("a character"))?;
        self.rest = &self.rest[c.len_utf8()..];
        Ok(c)
    }

    /// Whether only blanks are left.
    pub(super) fn at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Fails unless only blanks are left.
    pub(super) fn expect_end(&mut self) -> Result<()> {
        match self.at_end() {
            true => Ok(()),
            false => Err(self.expected("the end of the line")),
        }
    }

    /// An integer with optional sign, in range for its type.
    pub(super) fn int<T: std::str::FromStr>(&mut self) -> Result<T> {
        self.skip_blanks();
        let signs = self.rest.len() - self.rest.trim_start_matches(['-', '+']).len();
        let digits = self.rest[signs..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let (text, rest) = self.rest.split_at(signs + digits);
        let value = text.parse().map_err(|_| self.expected("an integer"))?;
        self.rest = rest;
        Ok(value)
    }

    /// The number of a handle with this prefix.
    pub(super) fn entity(&mut self, prefix: &str) -> Result<u32> {
        let missing = self.expected(&format!("a number after `{prefix}`"));
        let digits = self.word().and_then(|word| word.strip_prefix(prefix));
        digits.and_then(|digits| digits.parse().ok()).ok_or(missing)
    }

    /// Whether a handle with this prefix is next.
    pub(super) fn at_entity(&self, prefix: &str) -> bool {
        let mut ahead = *self;
        ahead.entity(prefix).is_ok()
    }

    pub(super) fn value(&mut self) -> Result<Value> {
        self.entity("v").map(Value)
    }

    pub(super) fn block(&mut self) -> Result<Block> {
        self.entity("b").map(Block)
    }

    pub(super) fn loc(&mut self) -> Result<Loc> {
        self.expect("@")?;
        self.int().map(Loc)
    }

    /// Items up to a closing text, separated by a separator.
    pub(super) fn list<T>(
        &mut self,
        separator: &str,
        close: &str,
        mut item: impl FnMut(&mut Cursor<'a>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut items = Vec::new();
        if self.eat(close) {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if self.eat(close) {
                return Ok(items);
            }
            self.expect(separator)?;
        }
    }

    /// A string in double quotes with Rust's escapes.
    pub(super) fn string(&mut self) -> Result<String> {
        self.expect("\"")?;
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                '\\' => text.push(escape(&mut chars).ok_or("malformed escape in a string")?),
                _ => text.push(c),
            }
        }
        Err("string without an end".to_owned())
    }
}

/// The character after a backslash.
fn escape(chars: &mut std::str::CharIndices<'_>) -> Option<char> {
    match chars.next()?.1 {
        'n' => Some('\n'),
        't' => Some('\t'),
        'r' => Some('\r'),
        '0' => Some('\0'),
        'u' => unicode_escape(chars),
        c @ ('"' | '\'' | '\\') => Some(c),
        _ => None,
    }
}

fn unicode_escape(chars: &mut std::str::CharIndices<'_>) -> Option<char> {
    if chars.next()?.1 != '{' {
        return None;
    }
    let digits: String = chars.map(|(_, c)| c).take_while(|&c| c != '}').collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}
