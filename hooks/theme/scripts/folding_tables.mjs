/* Written by `pytest --update tests/test_folding.py` from hooks/press/problem/folding.py. */
export const LETTERS = "ßss æae œoe þth øo łl đd ðd ħh ŧt ıi ςσ";
export const MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f";
export const INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff";
export const APOSTROPHES = "'’‘‛ʼʻʹ′\u0060";
export const HIRAGANA = "\u3041-\u3096\u309d\u309e";
export const TO_KATAKANA = 96;
