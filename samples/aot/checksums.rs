//! The same as checksums.c, with the bindings that `--rust` writes.

#[path = "build/crc32.rs"]
mod bindings;

use bindings::{Error, crc32, crc32_release, crc32_uint8_1d, crc32_uint32_1d, fnv1a, make_table};

fn main() -> Result<(), Error> {
    let mut text = *b"123456789";
    let data = crc32_uint8_1d::over(&mut text, [9]);
    let (mut table, mut sum, mut hash) = (crc32_uint32_1d::empty(), 0, 0);
    // Safety: the views are over live memory, and the outputs are writable.
    unsafe {
        Error::check(make_table(&mut table))?;
        Error::check(crc32(&data, &table, &mut sum))?;
        Error::check(fnv1a(&data, &mut hash))?;
    }
    println!("crc32 {sum:08x}");
    println!("fnv1a {hash:016x}");

    let nothing = crc32_uint32_1d::over(&mut [], [0]);
    // Safety: as above; the table is not used again after it is released.
    unsafe {
        if let Err(error) = Error::check(crc32(&data, &nothing, &mut sum)) {
            println!("error {error}");
        }
        crc32_release(table.owner);
    }
    Ok(())
}
