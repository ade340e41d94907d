"""Words of other pages: sport, stage, kitchen, travel, crime, accidents, markets, books.

A match between two countries and a concert in a capital name the very places that a watch on their relations lives
from; an article made of such words is not about a watch's subject. General vocabulary; a word that the watch itself
has among its names or terms is not used. Words with a second, serious meaning are left out: actor, mundial, penal,
series, 감독.
"""

from __future__ import annotations

from functools import cache

from pipeline.text.fold import fold_key

_ENGLISH = (
    "football, soccer, volleyball, basketball, baseball, world cup, friendly match, friendly international, "
    "goalkeeper, striker, midfielder, penalty kick, stadium, olympics, semifinal, quarterfinal, marathon, "
    "under-17, under-20, concert, k-pop, boy band, girl group, idol group, album, singer, fans, fandom, "
    "tour dates, world tour, setlist, k-drama, actress, film festival, movie, netflix, box office, celebrity, "
    "beauty pageant, light stick, recipe, festival, food fair, dance troupe, chef, cuisine, gastronomy, "
    "tablespoon, lima bean, butter bean, tasting menu, simmer, restaurant, mountaineer, climber, base camp, "
    "musical, summit push, sherpa, trekking, backpacker, travel tip, itinerary, vitamin, horoscope, lottery, "
    "snowboard, skis, cocaine, drug bust, drug trafficking, traffickers, murder, homicide, kidnapping, robbery, "
    "book review, novel, memoir, paperback, historian, sightseeing, hostel, tourist dies, tourists injured, "
    "hiker, hikers, horror film, thriller, wrestler, boxer, runway show, telenovela, photo exhibition, obituary, "
    "wall street, stock futures, treasury yields, nasdaq, derailment, train collision, injured, on this day, "
    "karakoram, mountaineering, emerging currencies, emerging markets, currencies, chapters, "
    "scholarship, sister city, sister cities, working holiday, exchange students, defendant, prosecutors, "
    "sentenced, courtroom, jihadist, jihadists, terrorist cell, terrorism suspects, hostages"
)
_SPANISH = (
    "fútbol, futbolista, vóley, voleibol, baloncesto, partido amistoso, amistoso internacional, delantero, "
    "mediocampista, arquero, portero, seleccionador, goles, estadio, semifinal, cuartos de final, maratón, "
    "sub 17, sub 20, concierto, k-pop, grupo musical, cantante, álbum, fans, fanáticos, gira mundial, boyband, "
    "dorama, k-drama, actriz, película, festival de cine, netflix, farándula, certamen de belleza, receta, "
    "festival, gastronómico, gastronómica, sabores, danza, folclore, chef, gastronomía, cucharada, ceviche, "
    "restaurante, montañista, andinista, montaña, escaladora, mochilero, viajeros, alpinista, campamento base, "
    "himalaya, vitamina, horóscopo, lotería, snowboard, cocaína, narcotráfico, narcotraficantes, homicidio, "
    "asesinato, secuestro, robo, reseña, novela, memorias, historiador, mochila, hostal, turista muere, "
    "turistas heridos, thriller, luchador, boxeador, telenovela, pasarela, obituario, wall street, bolsas, "
    "nasdaq, bonos del tesoro, descarrilamiento, choque de trenes, heridos, efemérides, "
    "alpinismo, montañismo, andinismo, karakórum, ochomil, mercados emergentes, "
    "yihadista, yihadistas, célula terrorista, rehenes, beca, becas, becarios, hermanamiento, acusado, condenado, "
    "cadena perpetua"
)
_KOREAN = (
    "축구, 배구, 농구, 야구, 월드컵, 평가전, 친선경기, 골키퍼, 공격수, 미드필더, 수비수, 대표팀, 결승골, 선제골, "
    "올림픽, 준결승, 콘서트, 아이돌, 걸그룹, 보이그룹, 팬덤, 팬미팅, 앨범, 월드투어, 가수, 케이팝, K팝, 드라마, "
    "배우, 영화제, 넷플릭스, 예능, 미스코리아, 레시피, 축제, 공연, 무용, 여행객, 여행사, 요리, 셰프, 맛집, "
    "뮤지컬, 무대, 출연, 등반대, 산악인, 원정대, 베이스캠프, 비타민, 영양제, 운세, 로또, 코카인, 마약, 필로폰, "
    "살인, 납치, 강도, 서평, 소설, 회고록, 여행기, 여행법, 여행지, 배낭여행, 트레킹, 숙소, 부고, 별세, 나스닥, "
    "코스닥, 뉴욕증시, 코스피지수, 경상, 중상, 탈선, 역사 속 오늘, "
    "카라코람, 히말라야, 등정, 코스피, 저자, 출판사, "
    "테러범, 테러 조직, 인질, 장학금, 장학생, 유학생, 워킹홀리데이, 자매결연, 자매도시, 공판, 피고인, 징역, 구형"
)


@cache
def asides() -> tuple[str, ...]:
    """All of them, folded; made when a watch first needs them."""
    listed = (word for words in (_ENGLISH, _SPANISH, _KOREAN) for word in words.split(","))
    return tuple(sorted(set(map(fold_key, listed))))
