/** The commonest words of English prose, roughly the most frequent first: what OCR makes of a short word is mostly another short
 *  word of the dictionary, so that only these are believed at once. */
const listed = `the of and to in a that is was for it with as his he on be by at i this had not are but from or have an they which one
you were her all she there would their we him been has when who will more no if out so said what up its about into than them can only
other new some could time these two may then do first any my now such like our over man me even most made after also did many before
must through back years where much your way well down should because each just those people mr how too little state good very make
world still own see men work long get here between both life being under never day same another know while last might us great old
year off come since against go came right used take three states himself few house use during without again place around however home
small found mrs thought went say part once general high upon school every don't does got united left number course war until always
away something fact though water less public put thing almost hand enough far took head yet government system better set told nothing
night end why called didn't eyes find going look asked later knew point next program city business give group toward young days let
room president side social given present several order national possible rather second face per among form important often things
looked early white case large four within felt best whole power saw past himself following date letter border country police jews
jewish german germany british embassy legation consul minister foreign office department secretary sir dear your obedient servant
honour honor report reported reports information regard regarding concerning received copy enclosed subject reference despatch dispatch
telegram confidential secret signed truly respectfully five six seven eight nine ten hundred thousand million month months week weeks
today yesterday tomorrow morning evening january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday party member members council committee conference meeting agreement treaty question
position situation matter matters policy action view views statement discussion understanding proposal proposals made taken held sent
having already therefore further necessary certain shall above below whether either neither nor else thus hence although unless till
whose whom itself themselves ourselves myself herself yourself because during towards against among amongst per via re ex vs etc
families family children persons person women woman child camp camps territory authorities local frontier expelled refugees refugee
order orders money food foodstuffs property property line lines street town village district province capital army troops soldiers
north south east west northern southern eastern western american france french russia russian soviet union england english poland
polish czech hungary hungarian austria austrian italy italian japan japanese china chinese cuba cuban berlin london paris washington
new york vienna prague warsaw moscow rome geneva nations nation international political economic military financial commercial trade
law laws legal court act acts article section paragraph page am pm st no nos dr ltd co jr inc gov col gen capt lt sgt rev hon
say says saying seen seem seems seemed become became becoming begin began begun bring brought built buy bought came cannot cause
change close cut deal decided done door each ever expect expected fall feel fell fight follow followed full gave gone grow growth held
help hold hope hour hours idea increase inside instead keep kept kind known land lay lead learned least leave led lie light likely
line list live lived living lost low main mean means meant mind move moved near need needed open outside paid pass passed pay period
plan plans play problem question quite ran reach read ready real reason remain result results return run sea seek send sense serve
service short show showed shown sit sort speak special spent stand start step stop stood strong subject sure table talk tell ten think
third took total town try turn turned until usual visit voice wait walk want wanted ways wife wish won word words working worked write
written wrote yes ago ask add age aid air arm art bad bar bed big bit box boy bus but buy car cup dog dry due ear eat egg era eye fat
fee few fit fly fun gas get god gun guy hat hit hot ice ill its job key kid law leg let lot map met mix net nor odd off oil old own pay
per pen red rid sad sat sex ship shop sky son sun tax tea tie tip top toy tried try van war way wet win yet zone`;

/** The place of a word in the list, from 0; undefined when it is not a common one. Small letters. */
export const commonWordRank: ReadonlyMap<string, number> = new Map(
  listed
    .split(/\s+/)
    .reverse()
    .map((word, index, all) => [word, all.length - 1 - index] as const),
);
