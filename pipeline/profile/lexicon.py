"""The words that the grammar of names leans on, in English and Spanish, all in lower case and without accents.

General vocabulary, written by hand: which nouns head the name of what kind of thing, what a title is, what can be
written with a capital and still is no name.
"""

from __future__ import annotations

from pipeline.model.profile import EntityType


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for tables that are easier to read as one."""
    return frozenset(text.split())


# Heads that name a branch of a state: without a country they mean nothing ("Ministry of Defence").
STATE_HEADS = word_set(
    "ministry department secretariat bureau office embassy consulate army navy congress senate parliament court "
    "police government presidency ministerio secretaria embajada consulado ejercito marina armada congreso senado "
    "parlamento corte tribunal policia gobierno presidencia fiscalia contraloria cancilleria viceministerio "
    "gobernacion camara audiencia juzgado consejeria concejalia diputacion"
)
AGENCY_HEADS = STATE_HEADS | word_set(
    "agency administration commission authority municipality regulator directorate service treasury "
    "agencia administracion comision autoridad municipalidad direccion servicio superintendencia intendencia "
    "organismo alcaldia ayuntamiento defensoria procuraduria prefectura force forces fuerza fuerzas guard guardia "
    "protection corps command comando subcommittee subcomision subcomite"
)
COMPANY_HEADS = word_set(
    "inc corp ltd llc plc sa s.a s.a.c s.a.a s.a. s.a.c. s.a.a. spa ag gmbh nv industries company corporation "
    "group holding holdings motors electronics shipbuilding aerospace airlines energy factory shipyard telecom "
    "pharmaceuticals steel chemical resources mining minerals construction engineering electric partners capital "
    "ventures bancorp brands foods labs technologies systems semiconductor entertainment pictures studios services "
    "research securities investments advisors biologics pharma therapeutics software petroleum airways shipping "
    "insurance equities robotics "
    "logistics energia fabrica astillero astilleros empresa compania grupo minera petrolera constructora "
    "corporacion aerolineas sociedad metro railway servicios consorcio consortium tribune herald gazette chronicle "
    "courant journal"
)
ORGANISATION_HEADS = word_set(
    "university institute association federation union party movement front bank cooperation organization "
    "organisation foundation center centre nations council committee team club league alliance church society "
    "confederation chamber board assembly network coalition trust museum hospital school college academy library "
    "centers centres "
    "theatre orchestra observatory laboratory fund house "
    "universidad instituto asociacion federacion sindicato partido movimiento frente banco organizacion fundacion "
    "centro naciones consejo comite alianza iglesia confederacion camara junta asamblea red coalicion museo hospital "
    "escuela colegio academia union foro patronato mancomunidad unidad cuerpo brigada unit brigade"
)
PROJECT_HEADS = word_set(
    "airport line lines port project mine dam plan program programme initiative strategy highway tunnel bridge "
    "terminal plant reactor pipeline corridor canal station stadium "
    "aeropuerto linea lineas puerto proyecto mina represa programa iniciativa estrategia carretera tunel puente "
    "planta corredor estacion estadio megapuerto hidrovia gasoducto"
)
AGREEMENT_HEADS = word_set(
    "agreement treaty pact accord statement communique declaration protocol act law convention memorandum charter "
    "laudo acuerdo tratado pacto comunicado declaracion protocolo ley convenio convencion memorando carta constitution "
    "bill constitucion decreto resolucion"
)
EVENT_HEADS = word_set(
    "summit conference games cup expo festival election elections war championship olympics congress forum prize "
    "cumbre conferencia juegos copa feria elecciones guerra campeonato premio earthquake hurricane pandemic"
)
PLACE_HEADS = word_set(
    "river lake mount valley island islands sea peninsula triangle region province desert gulf strait city bay salar "
    "ocean mountains coast basin district county area hill hills square plaza palace street "
    "rio lago monte valle isla islas mar triangulo provincia desierto golfo estrecho ciudad bahia oceano cordillera "
    "costa cuenca distrito departamento"
)
# Joined to the name in front although they are written small: "Chinchero international airport".
SMALL_PROJECT_HEADS = word_set("airport port mine dam bridge railway stadium shipyard refinery pipeline reactor canal")
SMALL_ADJECTIVES = word_set("international national regional nuclear offshore")
# Between such a head and "and" the name may go on: "Ministry of Transport and Communications".
JOINING_HEADS = word_set(
    "ministry department council committee subcommittee secretariat bank office board institute commission agency "
    "administration association federation faculty school center centre centers centres plan act fund corporation "
    "authority directorate superintendency society organismo "
    "ministerio secretaria consejo comite banco oficina instituto comision agencia asociacion federacion facultad "
    "escuela centro plan ley fondo fabrica direccion superintendencia camara corporacion autoridad sociedad"
)
# After "of the" a new institution begins: "the Bureau of the Ministry of ..." is two names.
FRESH_HEADS = word_set(
    "ministry department secretariat ministerio departamento secretaria congress congreso commission"
)
NUMBERED_HEADS = word_set(
    "line lines linea lineas route ruta terminal phase fase unit block bloque reactor lot lote tramo"
)

_HEADS_BY_TYPE = (
    (EntityType.AGREEMENT, AGREEMENT_HEADS),
    (EntityType.PROJECT, PROJECT_HEADS),
    (EntityType.EVENT, EVENT_HEADS - {"congress"}),
    (EntityType.AGENCY, AGENCY_HEADS),
    (EntityType.ORGANISATION, ORGANISATION_HEADS),
    (EntityType.COMPANY, COMPANY_HEADS),
    (EntityType.PLACE, PLACE_HEADS),
)
TYPE_OF_HEAD: dict[str, EntityType] = {head: kind for kind, heads in reversed(_HEADS_BY_TYPE) for head in heads} | {
    "fund": EntityType.AGREEMENT,
    "fondo": EntityType.AGREEMENT,
    "metro": EntityType.COMPANY,
}
HEADS = frozenset(TYPE_OF_HEAD)

# Offices that are followed by their holder's name.
TITLES = word_set(
    "president minister ambassador governor mayor senator congressman congresswoman representative secretary "
    "chancellor premier king queen prince princess pope general admiral colonel captain major lieutenant sergeant "
    "commander chief chairman chairwoman chairperson chair ceo cfo cto coo director head judge justice professor "
    "prof dr mr mrs ms miss sir lord lady sen rep gov gen col capt lt sgt rev spokesman spokeswoman spokesperson "
    "consul deputy lawmaker commissioner executive administrator founder cofounder analyst economist presidente "
    "presidenta ministro ministra embajador embajadora gobernador gobernadora alcalde alcaldesa senador senadora "
    "congresista diputado diputada canciller viceministro viceministra rey reina papa almirante coronel capitan "
    "comandante jefe jefa director directora juez jueza fiscal profesor sr sra srta don dona doctor doctora ing "
    "lic exministro exministra expresidente expresidenta vocero vocera gerente contralor contralora secretario "
    "secretaria superintendente abogado abogada economista biministro biministra vicepresidente vicepresidenta "
    "sheikh jeque coo ciso officer adviser advisor ombudsman "
    "prosecutor correspondent presidents ministers senators sens reps "
    "kings presidentes cancilleres reyes alcaldes "
    "gobernadores speaker attorney contralmirante vicealmirante almiranta maj brig adm cmdr"
)
# Offices that part a company from its head inside one run of capitals: "Coupang CEO Park Dae-jun".
INNER_TITLES = word_set(
    "ceo cfo cto coo ciso chairman chairwoman chairperson founder cofounder co-founder spokesman spokeswoman "
    "spokesperson president vice-president co-ceo presidente presidenta fundador fundadora vocero vocera"
)
# Whoever is somebody's relative is a person, whatever the name looks like.
KIN = word_set(
    "son daughter father mother brother sister husband wife widow nephew niece cousin son-in-law daughter-in-law "
    "brother-in-law sister-in-law hijo hija padre madre hermano hermana esposo esposa viuda viudo sobrino sobrina "
    "yerno nuera"
)
TITLE_MODIFIERS = word_set(
    "vice deputy executive former acting prime foreign first chief senior interim outgoing incoming then ex "
    "finance defense defence trade interior justice health energy general ejecutivo ejecutiva interino interina "
    "primer primera general adjunto adjunta director-general editor managing attorney home press vice-"
)
POLITE_TITLES = word_set("mr mrs ms miss sr sra srta don dona dr prof")
OFFICES = TITLES - POLITE_TITLES

# A country's government speaks for the country.
COUNTRY_NOUNS = word_set(
    "government authorities side officials companies people republic nationals citizens gobierno autoridades "
    "empresas republica delegation delegacion"
)
# Written with a capital in press releases and headings, and still nobody's name.
ROLE_NOUNS = word_set(
    "government ministry army navy congress senate parliament court police state company group committee council "
    "commission agency department office president minister board union party bank center centre university "
    "association delegation project program programme plan agreement memorandum treaty act law article chapter "
    "section page figure table report press release releases news editor staff reporter photo image line lines metro "
    "airport port region province district city summit forum conference republic kingdom embassy administration "
    "nation people world internet god bible covid web online "
    "gobierno ministerio ejercito marina congreso senado corte policia estado empresa grupo comite consejo comision "
    "agencia departamento oficina presidente ministro banco centro universidad proyecto programa acuerdo tratado ley "
    "articulo aeropuerto puerto provincia distrito ciudad cumbre foro republica embajada pais fiscalia camara "
    "alianza rights reserved democratic vice partnership public-private publico-privada publico-privado "
    "contraloria alcaldia municipalidad presidencia cancilleria constitucion ayuntamiento plataforma asociacion junta "
    "diputacion fundacion sindicato federacion confederacion audiencia juzgado consejeria instituto direccion servicio "
    "sala mesa comunidad region tribunal supremo constitucional ejecutivo legislativo sociedad hospital escuela "
    "colegio "
    "foundation federation institute authority tribunal chamber assembly treasury service corporation firm fund "
    "school church society unit unidad cuerpo consortium consorcio"
)
CALENDAR = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri "
    "sat sun christmas easter ramadan enero febrero marzo abril mayo junio julio agosto septiembre setiembre "
    "octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo navidad spring summer "
    "autumn winter today am pm a.m. p.m. gmt utc kst est pst et pt edt pdt cst cdt bst cet cest ist jst"
)
# Abbreviations of common nouns, currencies and formats.
CONCEPT_ACRONYMS = word_set(
    "mou ppp ppps ceo cfo cto coo cio gdp ipo ict it ai ev evs lng lpg suv mbt apc ifv fta ftas r&d esg tv pdf "
    "seo hr pr vat usd eur krw pen clp gbp jpy cny us$ mw gw kw kwh km kg mt ton tons usd faq q&a etf gps lte 4g "
    "5g 6g iot pc id ok dna rna hiv sms url app apps api b2b b2c ngo ngos sme smes llc inc nft sns gni cpi ppi "
    "o&m epc npp npps loi moa fid yoy m&a nda oem mro mrv uav uavs icbm slbm wmd dle ott vip diy rfp rfi kpi ip lte "
    "usb vr ar xr ml led oled lcd "
    "cctv pm app tlc ong pbi pib iva ruc dni pyme pymes tic uf utm tc ia eia deia rca rc etc sub sa spa ltd "
    "co jr sr ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xix xx xxi ok rd th st nd am hq jv jvs eur g2g gtog "
    "d.c dc mich calif conn wisc fla mass minn okla ariz tenn colo wash ore"
)
# Units that stand between a number and a name: "1.4 GW Incheon project".
UNITS = word_set("gw mw kw kv km kg ha gwh mwh twh kwh mt kt mm cm mph mhz ghz tb gb mb")
CURRENCY_WORDS = word_set("us usd dollar dollars won peso pesos sol soles euro euros yen yuan")

# Words that open sentences and are seldom a name's first word. Others are judged by how common they are.
FUNCTION_WORDS = word_set(
    "the a an this that these those it its he she they we you i his her their our my your who what when where why "
    "how which whose and or but nor so yet for if then than as at by from in into of on onto to toward towards "
    "with within without about above across after against along amid among around before behind below beneath "
    "beside besides between beyond despite down during except inside like near off out outside over past per "
    "since through throughout till under underneath until up upon via while whereas although though because "
    "unless once both each every either neither all any some many much most more few several other others another "
    "such same no not only also even still just however meanwhile moreover furthermore therefore thus hence "
    "indeed instead otherwise nevertheless nonetheless additionally accordingly consequently finally lastly "
    "firstly secondly particularly especially notably specifically recently previously currently now today "
    "yesterday tomorrow later earlier soon next last first second third one two three four five six seven eight "
    "nine ten there here according based following given including regarding is are was were be been being has "
    "have had do does did will would can could may might must should shall let please yes dear asked speaking "
    "citing founded established unlike whether new el la los las un una unos unas lo este esta estos estas ese "
    "esa esos esas aquel aquella esto eso su sus mi tu nuestro nuestra y e o u pero sino aunque porque pues si no "
    "ni que quien cual cuando donde como segun tras ante bajo con contra de del desde durante en entre hacia "
    "hasta para por sin sobre al asi ademas tambien luego despues antes entonces mientras sin embargo finalmente "
    "actualmente recientemente hoy ayer manana ya aun solo todo toda todos todas otro otra otros otras cada mas "
    "menos muy mucho muchos muchas es son fue fueron sera ha han habia hay uno dos tres cuatro cinco asimismo "
    "incluso previo previamente dicho dicha dichos cabe respecto"
)

GIVEN_NAMES = word_set(
    "aaron abel abigail adam adolfo adrian adriana agustin aida alan albert alberto alejandra alejandro alex "
    "alexander alexandra alfonso alfredo alice alicia allison alvaro amanda amelia amir amy ana andrea andres "
    "andrew angel angela angelica anna anne annie anthony antonia antonio ariel armando arthur arturo ashley "
    "augusto aurora barbara beatriz benjamin bernard bernardo betty bill blanca bob brandon brenda brett brian "
    "bruce bruno camila camilo carl carla carlos carmen carol carolina caroline catalina catherine cecilia cesar "
    "charles charlotte chris christian christina christine christopher claire clara claudia cristian cristina "
    "cynthia dan dana daniel daniela dante darren dave david dean deborah delia denis dennis diana diane diego "
    "dina dolores dominic donald dorothy doug douglas duncan dylan edgar edith edmundo eduardo edward edwin elena "
    "elizabeth elena eliana elias elisa ella ellen elsa emilia emilio emily emma enrique eric erica erick erika "
    "ernest ernesto esteban esther eugene eugenia eugenio eva evelyn fabian fabiola federico felipe felix "
    "fernanda fernando fiona flor florencia frances francesca francis francisco franco frank fred frederick "
    "gabriel gabriela gary gaston gemma geoffrey george gerald gerardo german gilbert gina giovanni gloria "
    "gonzalo gordon grace graham greg gregorio gregory guadalupe guillermo gustavo guy hannah harold harry hector "
    "heather helen henry heriberto hernan hilda horacio howard hugh hugo humberto ian ignacio ines irene iris "
    "irma isaac isabel isabella ismael ivan jack jackie jacob jacqueline jaime jair james jan jane janet janice "
    "jason javier jean jeanette jeannette jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica jesus "
    "jill jim jimena jimmy joan joanna joaquin joe joel johanna john johnny jon jonas jonathan jordan jorge jose "
    "joseph josh joshua josue juan juana judith julia julian juliana julie julieta julio justin karen karin "
    "karina karl karla kate katherine kathleen kathy katie keiko keith kelly ken kenneth kevin kim kimberly kurt "
    "laura lauren laurence lawrence leah leon leonard leonardo leonor leslie leticia lidia liliana lilian linda "
    "lisa liz lorena lorenzo louis louise lourdes lucas lucia luciano lucy luis luisa luke lydia lynn manuel "
    "manuela marc marcela marcelo marco marcos margaret margarita maria mariana mariano maricarmen marie marilyn "
    "marina mario marisol mark marta martha martin martina mary mateo matt matteo matthew matthias maureen "
    "mauricio max maxim maximo maya megan melanie melissa mercedes micaela michael michele michelle miguel mike "
    "milagros mirtha moises monica nadia nancy naomi natalia natalie nathan neil nelly nelson nicholas "
    "nick nicola nicolas nicole nigel nina noah noel noelia nora norma octavio olga oliver olivia omar orlando "
    "oscar osvaldo otto pablo pamela paola patricia patricio patrick paul paula paulina pedro penelope percy "
    "peter philip phil pia pilar rachel rafael ralph ramiro ramon raquel raul ray raymond rebeca rebecca regina "
    "renato rene ricardo richard rick rita rob robert roberto robin rocio rodolfo rodrigo roger rogelio roland "
    "rolando roman romina ron ronald rosa rosario rose rosie ross roxana roy ruben ruth ryan sally salvador sam "
    "samantha samuel sandra santiago sara sarah scott sean sebastian sergio sharon sheila shirley silvia simon "
    "simone sofia sonia sophia sophie stanley stefan stella stephanie stephen steve steven stuart sue susan "
    "susana sylvia tamara tania teresa teofilo terry theresa thomas tim timothy tina tobias todd tom tomas tony "
    "tracy ursula valentina valeria vanessa veronica vicente victor victoria vincent violeta virginia vladimir "
    "walter wendy wilfredo will william wilson ximena yolanda yvonne zoe kaja emmanuel giorgia olaf ursula "
    "jared ted bom larry petr pavel jozef josef jiri jan tomasz piotr andrzej marek milan milos vaclav zdenek ladislav "
    "andrej karel robert dusan zoran goran ivana jana katarina lenka hans jurgen wolfgang klaus gunter dieter heinz "
    "friedrich annalena angela christoph sven lars anders erik bjorn magnus mette henrik jens soren kristian "
    "pierre francois jean-pierre jacques philippe olivier thierry laurent guillaume benoit luca matteo paolo "
    "marco giuseppe alessandro massimo stefano antonella joao luiz luis-inacio geraldo paulo thiago tiago otavio "
    "ahmed mohammed mohamed muhammad ali hassan hussein ibrahim khalid abdullah abdul fatima omar youssef yusuf "
    "mustafa mehmet recep tayyip anil rajesh sanjay vijay ravi priya sunita rahul arun ashok vikram deepak anita "
    "hiroshi takashi kenji yuki satoshi akira naoki taro junichi wei ming jing li xiaoping nguyen joseph-marie "
    "barack hillary kamala jd elon jeff satya sundar lisa tim mitch nancy chuck doug howard gretchen kathy gavin "
    "ron ben bernie bill hank lenin carlos-alberto sultan narendra shinzo fumio shigeru xi joko lula dilma evo rafael "
    "nayib xiomara per "
    "adel aditya agnes ahmad aisha ajay akbar alain alana alec alejandrina aleksandr alena alessia alexei alexis "
    "alfie alina allan alondra amal amar amina amit anahi anas anastasia andre andreas andrei anja antoine antony "
    "ariana arjun arlene armen arne arnold arvind asad ashton astrid audrey austin avi ayesha azucena barney bashar "
    "basil becky belen belinda bella benedict benito benny bernadette bernadine bernarda bert beth bettina beverly "
    "bianca blake blas bogdan bonnie boris brad bradley brady braulio brendan bret bridget brigitte bryan bryce "
    "byron caitlin calvin cameron candelaria candice carlo carlton carly carmela carrie casey casimiro cassandra "
    "cathy cedric celestino celia celine chandra charlene charlie cheryl chloe christa christie chrystia cindy "
    "cirilo clarence clark claude claudio clemens clifford clint clive clyde cody colin colleen connie connor corey "
    "cornelius cory courtney craig cristobal curtis damaris damian damien damon danielle danilo danny darius "
    "darrell darryl daryl davide deb debbie deepika delfina demetrio demetrius denise derek derrick desmond devin "
    "devon dexter dick dilip dimitri dimitris dionisio dirk dmitri dmitry dominique don donna dora doreen dorian "
    "doris drew duane dustin dwayne dwight eddie edelmira edmund edouard efrain eileen elaine eleanor eleazar eleni "
    "eleuterio elijah eliot elisabeth elliot elliott elodie eloy elvia elvira emanuel emerita emil emile emmett "
    "enzo erin ernst estelle ethan etienne eugen eusebio eva-marie evan evaristo evgeny ezequiel facundo fadi "
    "faisal farhan fatma faustino fausto felicia felicitas felicity ferdinand fermin fernand fidel fidelia filip "
    "florent floyd fortunato fran franz fritz froilan gail garrett garry gaspar genaro genevieve geoff georg "
    "georges georgina gerard gerhard gerry gianluca gideon gilda gillian giorgos gisela giulia giulio glen glenn "
    "godfrey gordana gottfried graciela gregor gregoria greta griselda guido gunnar gus gwen gwynne hadi hamid "
    "hamza hanna hannes harald harriet harrison harvey hasan hazel heidi heiko heinrich heladio helena helga helmut "
    "henri herbert herman herminia hernando hillel hipolito holger holly homero horacia horst hortensia hubert "
    "hunter ignacia ilan iliana ilya imran indira inga ingo ingrid irena irina irving isaiah isidora isidro isolda "
    "ivo jacek jacinto jake jamal jamie janez janine janos jarrod jasper javed jay jean-claude jean-luc jean-marc "
    "jeb jed jeroen jerson jerzy jhon jhony jochen jody joerg johan johann johannes johnathan jonah jonatan joris "
    "josefa josefina joselyn josephine joyce judy jules julien juliet justine kai kamal kari karim karsten kasper "
    "kathryn katja katrin katrina keir kemi kendra kerry kerstin khaled kieran kirill kirk kirsten kirsty klara "
    "konrad konstantin kris krista kristen kristi kristin kristina kristinn kyle kylie lachlan laila lana lance "
    "larissa lasse laureano lauri leander leandro leigh lena lennart leo leoncio leopold leopoldo leroy lester lev "
    "lewis liam lillian lionel lisbeth lise lizbeth lizeth lloyd logan lothar lottie lou louisa lourens luciana "
    "lucie lucinda ludwig luigi luka lukas luther luzmila lyndon macarena maddie magaly magdalena mahmoud maite "
    "malcolm malik mandy manfred manish manny manolo marcia marcin marcus margarete margrethe mariam marian "
    "marianne maribel maricela marie-claire marisa marissa marit maritza marjorie marla marlene marlon marques "
    "marvin mathias mathieu matilda mats maurice maurizio mauro mavis maxime maxine mehdi mel melchor melinda "
    "melvin meredith merrick mia mickey migdalia mikael mikhail mikko milagro milena miles milton mindy miriam "
    "mirko mitchell mohit moira moritz moses muriel myra myriam nabil nader nadine naftali nahuel napoleon narciso "
    "nasser natalya natasha nate nathalie nayeli ned nelida nestor niall nicki nicolai nidia niels nikhil nikita "
    "nikki niklas niko nikolai nikolaos nilda nils nisan nita nohemi norbert norberto norman nuno octavia odalis "
    "odile odilon ofelia oksana oleg oleksandr oleksiy olena olinda ollanta ollie omer oren oriana orla orrin oskar "
    "osman osmar otilia otis owen paddy paige pancracio pascal pascual pasquale patrice patty pavlo payal peggy "
    "petra petronila petros phoebe phyllis piers pieter policarpo porfirio prakash preston priscila priscilla "
    "prudencio quentin quinn radek rafaela rafal rafi raimundo raj rajiv ralf rami ramona randall randy rasmus "
    "ravindra rebekah reggie reginald reinhard remigio reyna rhonda ricky rigoberto rishi robbie roberta robertina "
    "robyn rocco rod roderick rodney roel rogelia rohan rolf romulo ronal ronnie rory rosalba rosalia rosalind "
    "rosaura rosemary rosendo rosita rossana roxanne rudolf rudolph rudy rupert ruperto ruslan russ russell ryszard "
    "saad sabina sabine sabrina sadiq saeed sajid salman samir sana sandeep sandy sanjeev sanna santosh saturnino "
    "saul scarlett sebastien selena selma serafin serena serge sergei sergey seth severino shane shannon shaun "
    "shawn sheldon shelly sheryl shimon shira shiv shyam sid sidney siegfried sigrid silas silke silvana silvio "
    "simona siobhan sirajuddin sixto slavica solomon soraya stacey stacy stan stanislav stefania steffen suresh "
    "susel suzanne svetlana sybil tadeo tadeusz tanja tanya tara tariq tatiana tatyana taylor teddy teodoro terence "
    "teri terrence tess thea theo theodora theodore thorsten tibor tiffany tilda timo titus todor tomasa tommaso "
    "tommy toribio torsten travis trevor trey tricia troy tucker tyler tyrone udo ulf ulises ulrich ulrike ulysses "
    "uwe vaibhav valentin valerie valerio vanda vasily vera verena vernon vic vidya viktor viktoria vince viola "
    "virgilio vitali vitaly vivek vivian vivien volker volodymyr waldemar wanda warren wayne wesley whitney wilber "
    "wilbur wilder wilfrido wilfried wilhelm willem willie willy wilmer winston wojciech xander xavier yair yana "
    "yanina yann yannick yaron yasmin yenny yessenia yevgeny yitzhak yoav yohana yoram yosef yossi yulia yuri yves "
    "zac zacarias zach zachary zack zainab zeke zelda zeynep ziad zippy zoila zoltan zsolt zulema zulma "
)

# Surnames that are hardly ever anything else, of Spanish and of English.
SURNAMES = word_set(
    "gonzalez rodriguez gomez fernandez lopez diaz martinez perez sanchez romero garcia alvarez torres ruiz ramirez "
    "benitez acosta medina herrera suarez aguirre gimenez gutierrez pereyra rojas molina castro ortiz silva nunez "
    "luna juarez cabrera rios morales godoy moreno ferreyra dominguez peralta vega carrizo quiroga castillo ledesma "
    "munoz ojeda ponce vazquez vasquez villalba cardozo navarro coronel caceres vera figueroa cordova maldonado paz "
    "rivera miranda mendez mendoza flores quispe huaman mamani chavez vargas ramos reyes cruz espinoza castaneda "
    "guerrero salazar delgado aguilar pena soto contreras sepulveda espinosa valenzuela tapia reyes fuentes araya "
    "carrasco bravo olivares zuniga guzman salas saez baez ibanez marquez serrano blanco marin gil iglesias cortes "
    "garrido santana lozano gallego calvo hidalgo ortega rubio prieto pascual hurtado solis rosales velasquez "
    "velazquez paredes zamora barrios cardenas escobar cisneros arias bustos ayala zapata rivas montoya "
    "smith johnson williams brown jones miller davis wilson anderson thomas taylor moore martin thompson harris "
    "robinson clark lewis walker hall allen wright hill scott green adams baker nelson carter mitchell roberts "
    "phillips campbell evans edwards collins morris murphy rogers cook cooper peterson bailey kelly howard ward "
    "richardson watson sanders bennett ross henderson patterson hughes simmons foster bryant russell griffin hayes "
    "sullivan mccarthy macdonald mcdonald o'brien o'connor o'neill murray stewart robertson fraser ferguson kennedy "
    "patel singh sharma kumar gupta khan ahmed hussain cohen levy schmidt schneider fischer weber meyer wagner becker "
    "hoffmann nielsen jensen hansen pedersen larsen olsen johansson karlsson svensson eriksson ivanov petrov smirnov"
) - word_set(
    "green hall hill cook brown cooper foster paz cruz luna vega torres castillo bravo martin allen williams moore "
    "wright"
)


# Short forms of first names, each behind its full one.
_NICKNAMES = (
    "david dave|michael mike|robert bob rob bobby|william bill will billy|richard rick dick|james jim jimmy|"
    "thomas tom tommy|joseph joe|daniel dan danny|charles charlie chuck|edward ed eddie ted|steven steve stephen|"
    "matthew matt|christopher chris|anthony tony|andrew andy|timothy tim|gregory greg|jeffrey jeff|kenneth ken|"
    "ronald ron|donald don|benjamin ben|samuel sam|nicholas nick|patrick pat|alexander alex|lawrence larry|"
    "elizabeth liz beth|katherine kate kathy|jennifer jen|susan sue|deborah deb|patricia pat|margaret maggie peg|"
    "francisco paco|jose pepe|jacob jake|nathaniel nate|philip phil|peter pete|raymond ray|gerald jerry"
)
_FULL_NAME = {short: names.split()[0] for names in _NICKNAMES.split("|") for short in names.split()}


def is_nickname(first: str, second: str) -> bool:
    """Whether two first names, folded, are one: Dave and David."""
    return first in _FULL_NAME and _FULL_NAME[first] == _FULL_NAME.get(second)


MEDIA = word_set("reuters bloomberg afp efe yonhap cnn bbc ap andina xinhua infobae newsis kyodo dpa ansa tass nikkei")
MEDIA_NAMES = (
    "associated press", "new york times", "washington post", "wall street journal", "financial times",
    "the guardian", "el comercio", "la republica", "gestion", "el pais", "korea herald", "korea times",
    "yonhap news", "the economist", "europa press", "agence france-presse", "business wire", "pr newswire",
    "globe newswire", "al jazeera", "fox news",
)  # fmt: skip
