/* Written by `pytest --update tests/test_folding.py` from hooks/press/problem/folding.py. */
export const LETTERS = "ßss æae œoe þth øo łl đd ðd ħh ŧt ıi ςσ";
export const MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f";
export const APOSTROPHES = "'’‘ʼʻ\u0060";
