"""Whether a passage says what a claim says, as far as rules can tell: numbers, dates, names, speaker, negation.

Input: a claim, and the text of its article. Output: a match, a contradiction with the sentence where the claim is
right, or that no rule can tell. It may import `recognition` and below. `comparer.ArticleComparer` is the way in;
modules are imported one by one, so that a command that compares nothing does not load them.

What no rule here catches: two names exchanged, another name of the same sentence, cause, degree, a fair-sounding
paraphrase. A match is no proof; a person who reads is.

Figures, with the rules of today. On the article that they were made with, 51 of 70 claims match at their sentence, 19
are for a person, none is contradicted, and none of 1,120 wrong pairs of claim and sentence matches. On fourteen others
(77 claims, the beginning of each text), 31 match, each at its right sentence, and one right claim is contradicted,
because its article misspells a name; of 1,000 claims beside sentences of another article 3 match, and those
articles say it, too. Before the rules were repaired on these fourteen, 3 of 651 wrong places in the same article
and 1 of 1,000 in another matched. On three articles not looked at before, 4 of 9 claims matched, all rightly, and one
was contradicted, because it joins two sentences; 1 wrong pair of 3,000 matched, for which `LED_FLOOR` was made. So the
rules are tuned: expect a wrong match in some thousands of pairs.
"""
