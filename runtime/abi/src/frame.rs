//! Frame records: constants that name a function and the place of its source, for tracebacks.
//!
//! A record says where the text of the file name is, and lines are counted from the first line of the
//! source. Stored code therefore can be given the place that the source has when it is loaded: the
//! record is patched and the file name put behind all other constants.

/// Offset of the number of bytes in the function's name (`u32`).
pub const NAME_LEN: usize = 0;
/// Offset of the number of bytes in the file's name (`u32`).
pub const FILE_LEN: usize = 4;
/// Offset of the line in the file, from one, on which the function's source begins (`u32`).
pub const FIRST_LINE: usize = 8;
/// Offset of the distance from the record's start to the file's name (`i32`).
pub const FILE_OFFSET: usize = 12;
/// Offset of the function's name (UTF-8).
pub const NAME: usize = 16;

/// Alignment of a record.
pub const ALIGN: u32 = 4;

/// A record that is followed by its file name.
pub fn record(name: &str, file: &str, first_line: u32) -> Vec<u8> {
    let mut record = Vec::with_capacity(NAME + name.len() + file.len());
    record.extend((name.len() as u32).to_le_bytes());
    record.extend((file.len() as u32).to_le_bytes());
    record.extend(first_line.to_le_bytes());
    record.extend(((NAME + name.len()) as i32).to_le_bytes());
    record.extend(name.as_bytes());
    record.extend(file.as_bytes());
    record
}
