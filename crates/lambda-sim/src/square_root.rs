//! The square root: by the processor where the standard library knows it, else by `libm`.
//!
//! It is the one function of floats for which this choice is free: IEEE 754 says to the last bit what a square root is. In the browser
//! it is one instruction instead of some fifty; `libm` can only use that one with an unstable compiler.

#[cfg(feature = "std")]
extern crate std;

/// The square root of `number`, rounded correctly.
#[cfg(feature = "std")]
pub fn square_root(number: f64) -> f64 {
    number.sqrt()
}

/// The square root of `number`, rounded correctly.
#[cfg(not(feature = "std"))]
pub fn square_root(number: f64) -> f64 {
    libm::sqrt(number)
}
