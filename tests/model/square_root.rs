//! The processor's square root and the one in software are the same to the last bit.

use lambda_sim::square_root::square_root;

use crate::dice::Dice;

#[test]
fn every_bit_is_the_one_of_the_root_in_software() {
    let mut dice = Dice::new(1);
    let special = [0.0, -0.0, 1.0, 2.0, f64::MIN_POSITIVE, f64::MIN_POSITIVE / 4.0, f64::MAX, f64::INFINITY];
    let random = (0..100_000).map(|_| f64::from_bits(dice.roll() >> 1)).filter(|number| !number.is_nan());
    for number in special.into_iter().chain(random) {
        let (fast, exact) = (square_root(number), libm::sqrt(number));
        assert_eq!(fast.to_bits(), exact.to_bits(), "the root of {number:e}");
    }
}
