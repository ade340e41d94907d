"""Words of sport, stage, kitchen and mountain: an article made of them is not about a watch's subject.

A match between two countries and a concert in a capital name the very places that a watch on their relations lives
from. General vocabulary; a word that the watch itself has among its names or terms is not used. Words with a second,
serious meaning are left out: actor, mundial, penal, series, 감독.
"""

from __future__ import annotations

from pipeline.text.fold import fold_key

_ENGLISH = (
    "football, soccer, volleyball, basketball, baseball, world cup, friendly match, friendly international, "
    "goalkeeper, striker, midfielder, penalty kick, stadium, olympics, semifinal, quarterfinal, marathon, "
    "under-17, under-20, concert, k-pop, boy band, girl group, idol group, album, singer, fans, fandom, "
    "tour dates, world tour, setlist, k-drama, actress, film festival, movie, netflix, box office, celebrity, "
    "beauty pageant, light stick, recipe, festival, food fair, dance troupe, chef, cuisine, gastronomy, "
    "tablespoon, lima bean, butter bean, tasting menu, simmer, restaurant, mountaineer, climber, base camp, musical, "
    "summit push, sherpa, trekking, backpacker, travel tip, itinerary, vitamin, horoscope, lottery, snowboard, "
    "skis"
)
_SPANISH = (
    "fútbol, futbolista, vóley, voleibol, baloncesto, partido amistoso, amistoso internacional, delantero, "
    "mediocampista, arquero, portero, seleccionador, goles, estadio, semifinal, cuartos de final, maratón, "
    "sub 17, sub 20, concierto, k-pop, grupo musical, cantante, álbum, fans, fanáticos, gira mundial, boyband, "
    "dorama, k-drama, actriz, película, festival de cine, netflix, farándula, certamen de belleza, receta, "
    "festival, gastronómico, gastronómica, sabores, danza, folclore, chef, gastronomía, cucharada, ceviche, "
    "restaurante, montañista, andinista, montaña, escaladora, mochilero, viajeros, alpinista, campamento base, "
    "himalaya, vitamina, horóscopo, lotería, "
    "snowboard"
)
_KOREAN = (
    "축구, 배구, 농구, 야구, 월드컵, 평가전, 친선경기, 골키퍼, 공격수, 미드필더, 수비수, 대표팀, 결승골, 선제골, "
    "올림픽, 준결승, 콘서트, 아이돌, 걸그룹, 보이그룹, 팬덤, 팬미팅, 앨범, 월드투어, 가수, 케이팝, K팝, 드라마, "
    "배우, 영화제, 넷플릭스, 예능, 미스코리아, 레시피, 축제, 공연, 무용, 여행객, 여행사, 요리, 셰프, 맛집, "
    "뮤지컬, 무대, 출연, 등반대, 산악인, 원정대, 베이스캠프, 비타민, 영양제, 운세, 로또"
)

ASIDES = tuple(sorted({fold_key(word) for words in (_ENGLISH, _SPANISH, _KOREAN) for word in words.split(",")}))
