/** Abbreviations and code words of cables, despatches and their headings, in small letters: no dictionary has them. */
export const cableWords: ReadonlySet<string> = new Set(
  `rpt rptd negot negots sov sovs usun reftel reftels deptel deptels urtel urtels embtel embtels contel contels ourtel mytel
yourtel legtel deptoff emboff emboffs conoff info eta etd niact noforn limdis exdis nodis stadis immed priority govt govts dept depts
pres pres's para paras subj ref refs secy secretary's secstate amb ambs ambassador's emb embs del dels usdel sovdel ukdel fonmin
fonmins fonoff primin depfonmin pm pms mtg mtgs mtng convers conv memcon telcon memo memos encl encls attn attns msg msgs tel tels cirtel
circtel airgram airpouch desp desps despatch dtd dated re ur urs yr ltr ltrs pls plse thru tho altho nite tonite etc viz ibid op cit
unga sc ga gadel un unsc unsg sg syg usg sovgovt fyi asap comite cominfo psc cia dod jcs state's ussr gdr frg frgs prc roc drv gvn
rvn nato seato cento oas oau eec efta ecosoc unesco unicef iaea imf ibrd aec acda usia usis aid ica mdap maag usom icbm icbms irbm irbms
mrbm mrbms slbm abm sam sams mig migs il frus rm eur ara nea fe io ioc ea af inr ogc rpts cont contd continued sgd sig cc bcc nr nrs
sec secs gen lt col maj cmdr adm capt brig cpl pvt messrs mme mlle esq bros corp assn comm commn cmte cttee admin org orgs milit mil
polit econ int'l intl natl nat'l ind'l indep coop coops ops intel recon recce deleg reps rep sen sens cong leg legis const amdt amdts
agmt agmts agrmt propl propls ques ans min mins max approx est estd avg pct qty wk wks mo mos hrs hr ft yds lbs tons cbm km kms kg mm cm
a.m p.m e.g i.e u.s u.k u.n u.s.s.r d.c n.y s.s h.m ltd inc no nos vol vols pp fn art arts chap chaps supp app apps ch bros
eyes-only eyesonly verbatim unquote closequote unqte qte unq stop comma colon semi
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
rec'd recd ack ackn ackd circ conf confl unclass secret topsecret ious gmt est edt cst bst zulu`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
