import type { BilingualText, Severity } from '../classification.ts'
import type { Claim, Lexicon, Rule } from '../rule.ts'

/** Natures of a foreign call log, so that a replayed one is read sensibly; an unknown nature stays undecided. */
type Nature = readonly [words: string, claim: Claim, category: string, subtype: string | null, severity: Severity, row: string, extra?: { dispute?: boolean; flags?: string[] }]

const natures: Readonly<Record<string, Nature>> = {
  shooting: ['shooting;shots fired;sound of shots fired;shotspotter;shot;gunshot;gunfire', 'police', '刑事案件', '涉枪涉爆', 1, 'R1', { flags: ['weapon'] }],
  gun: ['person with a gun;with a gun;gun;firearm;armed', 'police', '刑事案件', '涉枪涉爆', 1, 'R1', { flags: ['weapon'] }],
  stabbing: ['stabbing;stabbed;cutting', 'police', '刑事案件', '故意伤害', 1, 'R1', { flags: ['weapon', 'injury'] }],
  weapon: ['person with a weapon;with weapons;knife;weapon;machete', 'police', '治安案件', '持械', 1, 'R1', { flags: ['weapon'] }],
  assault: ['assault;assaulted;battery;beating;hit me;attacked', 'police', '治安案件', '殴打他人', 2, 'R1', { flags: ['violence'] }],
  fight: ['fight;fighting;brawl', 'police', '治安案件', '打架', 2, 'R1', { flags: ['violence'] }],
  domesticAbuse: ['domestic abuse;domestic violence;domestic with weapons;domestic assault', 'police', '治安案件', '家庭暴力', 2, 'R8', { dispute: true, flags: ['domesticViolence'] }],
  domestic: ['domestic;dom situation;family trouble', 'doubt', '纠纷', '家庭婚恋', 3, 'R8', { dispute: true }],
  threats: ['threats;threat;threatening', 'police', '治安案件', '威胁恐吓', 2, 'R1', { flags: ['threat'] }],
  robbery: ['robbery;robbed;holdup;holdup alarm;mugging;carjacking', 'police', '刑事案件', '抢劫抢夺', 2, 'R2'],
  burglary: ['burglary;break in;breaking in;unsecure business', 'police', '刑事案件', '入室盗窃', 2, 'R2'],
  theft: ['theft;stolen;shoplifter;shoplifting;auto theft;recover vehicle;stole', 'police', '治安案件', '盗窃', 3, 'R2'],
  damage: ['damage property;property damage;vandalism;graffiti', 'police', '治安案件', '故意损毁', 3, 'R1'],
  sexual: ['crim sex conduct;indecent exposure;rape;sexual assault;luring;attempt pick up', 'police', '刑事案件', '性侵', 2, 'R2'],
  kidnap: ['kidnapping;abduction;hostage', 'police', '刑事案件', '绑架拐卖', 1, 'R1'],
  drugs: ['narcotics;drug activity;drugs', 'police', '刑事案件', '毒品', 3, 'R2'],
  prostitution: ['prostitute;prostitution', 'police', '治安案件', '卖淫嫖娼', 3, 'R2'],
  forgery: ['forgery;fraud;counterfeit;scam', 'police', '刑事案件', '诈骗', 3, 'R2'],
  suspicious: ['suspicious vehicle;suspicious person;suspicious;prowler;bait vehicle', 'police', '治安案件', '可疑人员', 3, 'R2'],
  intruder: ['unwanted person;trespass;trespassing;intruder', 'police', '治安案件', '侵入住宅', 3, 'R1'],
  disturbance: ['disturbance;disorderly;drunk/intoxicated person;intoxicated', 'police', '治安案件', '滋事', 3, 'R1'],
  alarm: ['audible business alarm;audible residential alarm;audible alarm;silent alarm;panic alarm;alarm', 'police', '治安案件', '可疑人员', 3, 'R2'],
  accident: ['traffic accident;property damage accident;personal injury;personal injury accident;injury accident;injury acc;personal inj;crash;collision;rollover', 'police', '道路交通', '交通事故', 3, 'R3'],
  hitRun: ['hit & run;hit and run', 'police', '道路交通', '肇事逃逸', 2, 'R3'],
  driving: ['hotrodders;dwi;drunk driver;reckless driving;traffic law enforcement', 'police', '道路交通', '危险驾驶', 3, 'R3'],
  roadHazard: ['road hazard;suspected hazard;check hazard', 'police', '道路交通', '道路障碍', 3, 'R4'],
  fireEn: ['fire;smoke;house fire', 'police', '火灾爆炸', '火灾', 1, 'R4'],
  explosionEn: ['explosion;bomb', 'police', '火灾爆炸', '爆炸', 1, 'R4'],
  suicide: ['attempted suicide;suicide;suicidal;threat to jump', 'police', '紧急求助', '自杀自残', 1, 'R4', { flags: ['selfHarm'] }],
  medicalEn: ['assist ems personnel;paramedic needs help;overdose;slumper;down outside;not breathing;unconscious;medical;heart attack;w/fire', 'police', '紧急求助', '突发疾病', 2, 'R4'],
  bodyEn: ['dead person;body found', 'police', '刑事案件', '命案', 2, 'R2'],
  welfare: ['check the welfare;welfare check;emotionally disturb person;emotionally disturbed;mental', 'police', '紧急求助', '精神障碍', 2, 'R4'],
  missingEn: ['missing person;lost child;found child;abandoned child;mysterious disappearance;missing child', 'police', '紧急求助', '人员走失', 2, 'R4'],
  rescueEn: ['rescue;water emergency;trapped;w/ trap;drowning;lock in', 'police', '紧急求助', '人员被困', 2, 'R4'],
  animalAttack: ['aggressive dog;animal bite;dog attack', 'police', '紧急求助', '动物伤人', 2, 'R14'],
  officer: ['officer needs help;assist an officer;warrant entry', 'police', '治安案件', null, 1, 'R1'],
  help: ['help me;call the police;he is hurting me;going to kill', 'police', '紧急求助', '呼救', 2, 'R13', { flags: ['covertCall'] }],
  unknownTrouble: ['unknown trouble;unknown wireless;wireless/cell phone', 'doubt', '紧急求助', '呼救', 2, 'R13', { flags: ['covertCall'] }],
  trouble: ['customer trouble;kid trouble', 'doubt', '纠纷', '消费', 3, 'R7', { dispute: true }],
  neighbourEn: ['neighbor trouble;neighbour trouble;neighbor dispute', 'nonPolice', '纠纷', '邻里', 3, 'R7', { dispute: true }],
  tenantEn: ['tenant trouble;landlord;tenant;rent dispute', 'nonPolice', '纠纷', '租赁', 3, 'R7', { dispute: true }],
  noiseEn: ['music loud;loud music;loud party;noise complaint;noise', 'nonPolice', '纠纷', '邻里噪音', 3, 'R6', { dispute: true }],
  firecrackers: ['firecrackers;fireworks', 'nonPolice', '举报投诉', '环境污染', 3, 'R9'],
  parkingEn: ['parking problem;illegal parking;parking', 'nonPolice', '举报投诉', '违停', 4, 'R17'],
  propertyEn: ['recover property;lost property;found property', 'nonPolice', '非紧急求助', '失物', 4, 'R15'],
  animalEn: ['animal call', 'nonPolice', '非紧急求助', '宠物', 4, 'R9'],
  lockoutEn: ['lockout;locked out', 'nonPolice', '非紧急求助', '开锁', 4, 'R9'],
  testEn: ['test/demo;crank 9 1 1 call;misdial;pocket dial', 'nonPolice', '无效警情', '误拨误报', 4, 'R13'],
  wageEn: ['unpaid wages;wage dispute', 'nonPolice', '纠纷', '劳动欠薪', 4, 'R7', { dispute: true }],
}

const sayOf = (words: string, category: string): BilingualText => ({ zh: `英文警情用语:${category}`, en: `call nature: ${words.split(';')[0]}` })

const ruleOf = ([name, [words, claim, category, subtype, severity, row, extra]]: [string, Nature]): Rule => ({
  id: `en-${name}`,
  row,
  when: [`en.${name}`],
  claim,
  category,
  severity,
  ...(subtype ? { subtype } : {}),
  ...extra,
  text: sayOf(words, category),
})

export const english: Lexicon = {
  terms: {
    ...Object.fromEntries(Object.entries(natures).map(([name, [words]]) => [`en.${name}`, `${words};`])),
    'en.injured': 'personal injury;injury;injured;bleeding;personal inj',
  },
  rules: [
    ...Object.entries(natures).map(ruleOf),
    // A hit-and-run or an accident that hurts is graver than its bare nature.
    { id: 'en-injury', row: 'R3', claim: 'mark', severity: 2, flags: ['injury'], when: ['en.injured'], text: { zh: '有人受伤', en: 'somebody is hurt' } },
  ],
}

