"""Chinese personal names in Latin letters: telling them from other words, by surname and by the syllables of pinyin."""

from __future__ import annotations

import re

from pipeline.profile.lexicon import word_set

# The commonest surnames, in pinyin and in the spellings of Taiwan and Hong Kong; those that are English words are out.
SURNAMES = word_set(
    "wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin luo zheng liang xie tang feng deng cao peng "
    "zeng xiao tian dong pan yuan cai jiang yu du cheng wei ye su lu ding ren shen yao jiang cui zhong tan liao fan "
    "jin shi jia xia fu fang zou xiong bai meng qin qiu hou xue yan lei hao kong gong shao mao xi tsai chiang hsu "
    "hsieh chang tseng wen gao li"
)
_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|an|ao|ei|en|er|ia|ie|"
    r"in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)"
)
_GIVEN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}|{_SYLLABLE}-{_SYLLABLE}")


def is_chinese_person(text: str) -> bool:
    """Whether a text is a surname and one or two syllables behind it: Xi Jinping, Tsai Ing-wen, Liu He."""
    words = text.lower().split()
    written = len(words) == 2 and all(word[0].isupper() for word in text.split())
    return written and words[0] in SURNAMES and bool(_GIVEN.fullmatch(words[1]))
