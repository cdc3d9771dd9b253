"""The verbs with which articles report what somebody says."""

from __future__ import annotations

SAYING = (
    "said|says|wrote|writes|added|adds|noted|notes|argued|argues|explained|explains|warned|warns|predicted|predicts"
    "|claimed|claims|stated|states|commented|acknowledged|acknowledges|admitted|admits|confirmed|confirms|denied|denies"
    "|insisted|insists|stressed|stresses|emphasized|emphasised|recalled|recalls|tweeted|posted|declared|declares"
    "|remarked|suggested|suggests|estimated|estimates|believes|thinks|told|tells|asked|replied|responded|revealed"
    "|reveals|disclosed|discloses|reported|reports|cautioned|observed|concluded|pointed out|points out|continued"
)
"""English verbs of saying, as the alternatives of a pattern."""
BEFORE_NAME = "said|says|wrote|writes|added|adds|noted|argued|explained|warned|predicted|stated|commented|recalled"
"""Those that can stand before their speaker: `…, said Ann`."""
SAYING_CHINESE = "表示|声称|宣称|称|说|认为|指出|透露|写道|强调|回应|坦言|介绍|预计|报道"
ACCORDING = r"according to|as per|in the words of"
"""English words before a source."""
