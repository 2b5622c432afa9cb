//! Simulated memory: numbered allocations with checked accesses.
//!
//! An address is the allocation's number in the high half and an offset in the low half, so that
//! pointer arithmetic works as on a machine and a stray address is recognised. Addresses below the
//! first allocation are invalid; null is 0.

use super::Fault;

/// Bytes that fresh memory holds, so that a read of uninitialised bytes is seen in results.
const FRESH: u8 = 0xa5;

/// Bits of an address that are the offset.
const OFFSET_BITS: u32 = 32;

/// A range of bytes.
#[derive(Clone, Debug)]
struct Allocation {
    bytes: Vec<u8>,
    writable: bool,
    live: bool,
}

/// All allocations.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    allocations: Vec<Allocation>,
}

impl Memory {
    /// Writable memory of a size, filled with a pattern; its address.
    pub fn allocate(&mut self, size: usize) -> u64 {
        self.insert(vec![FRESH; size], true)
    }

    /// Writable memory with these contents; its address.
    pub fn allocate_bytes(&mut self, bytes: Vec<u8>) -> u64 {
        self.insert(bytes, true)
    }

    /// Memory that no store may touch; its address.
    pub fn allocate_constant(&mut self, bytes: Vec<u8>) -> u64 {
        self.insert(bytes, false)
    }

    fn insert(&mut self, bytes: Vec<u8>, writable: bool) -> u64 {
        self.allocations.push(Allocation {
            bytes,
            writable,
            live: true,
        });
        (self.allocations.len() as u64) << OFFSET_BITS
    }

    /// Ends an allocation; later accesses fault.
    pub fn free(&mut self, address: u64) -> Result<(), Fault> {
        let allocation = (address >> OFFSET_BITS).checked_sub(1);
        let allocation = allocation.and_then(|index| self.allocations.get_mut(index as usize));
        match allocation {
            Some(allocation) if allocation.live && address as u32 == 0 => {
                allocation.live = false;
                Ok(())
            }
            _ => Err(Fault::Memory(format!("{address:#x} is not an allocation"))),
        }
    }

    /// The bytes at an address.
    pub fn bytes(&self, address: u64, size: usize) -> Result<&[u8], Fault> {
        let (index, range) = self.locate(address, size)?;
        Ok(&self.allocations[index].bytes[range])
    }

    /// The bytes at an address, to write.
    pub fn bytes_mut(&mut self, address: u64, size: usize) -> Result<&mut [u8], Fault> {
        let (index, range) = self.locate(address, size)?;
        let allocation = &mut self.allocations[index];
        if !allocation.writable {
            return Err(Fault::Memory(format!(
                "store to constant bytes at {address:#x}"
            )));
        }
        Ok(&mut allocation.bytes[range])
    }

    fn locate(&self, address: u64, size: usize) -> Result<(usize, std::ops::Range<usize>), Fault> {
        let outside = || Fault::Memory(format!("{size} bytes at {address:#x} are not accessible"));
        let index = (address >> OFFSET_BITS)
            .checked_sub(1)
            .ok_or_else(outside)? as usize;
        let allocation = self
            .allocations
            .get(index)
            .filter(|a| a.live)
            .ok_or_else(outside)?;
        let start = address as u32 as usize;
        let end = start + size;
        match end <= allocation.bytes.len() {
            true => Ok((index, start..end)),
            false => Err(outside()),
        }
    }

    /// A little-endian integer of up to 8 bytes.
    pub fn load(&self, address: u64, size: usize) -> Result<u64, Fault> {
        let mut word = [0; 8];
        word[..size].copy_from_slice(self.bytes(address, size)?);
        Ok(u64::from_le_bytes(word))
    }

    /// Stores the low bytes of a word.
    pub fn store(&mut self, address: u64, size: usize, value: u64) -> Result<(), Fault> {
        let bytes = self.bytes_mut(address, size)?;
        bytes.copy_from_slice(&value.to_le_bytes()[..size]);
        Ok(())
    }
}
