/** GB/T 2260 province-level units in the standard's order: two-digit prefix, name, sign of vehicle and filing numbers. */
const PROVINCES = [
  ['11', '北京市', '京'],
  ['12', '天津市', '津'],
  ['13', '河北省', '冀'],
  ['14', '山西省', '晋'],
  ['15', '内蒙古自治区', '蒙'],
  ['21', '辽宁省', '辽'],
  ['22', '吉林省', '吉'],
  ['23', '黑龙江省', '黑'],
  ['31', '上海市', '沪'],
  ['32', '江苏省', '苏'],
  ['33', '浙江省', '浙'],
  ['34', '安徽省', '皖'],
  ['35', '福建省', '闽'],
  ['36', '江西省', '赣'],
  ['37', '山东省', '鲁'],
  ['41', '河南省', '豫'],
  ['42', '湖北省', '鄂'],
  ['43', '湖南省', '湘'],
  ['44', '广东省', '粤'],
  ['45', '广西壮族自治区', '桂'],
  ['46', '海南省', '琼'],
  ['50', '重庆市', '渝'],
  ['51', '四川省', '川'],
  ['52', '贵州省', '贵'],
  ['53', '云南省', '云'],
  ['54', '西藏自治区', '藏'],
  ['61', '陕西省', '陕'],
  ['62', '甘肃省', '甘'],
  ['63', '青海省', '青'],
  ['64', '宁夏回族自治区', '宁'],
  ['65', '新疆维吾尔自治区', '新'],
  ['71', '台湾省', ''],
  ['81', '香港特别行政区', ''],
  ['82', '澳门特别行政区', ''],
] as const

const NAMES: ReadonlyMap<string, string> = new Map(PROVINCES.map(([prefix, name]) => [prefix, name]))

/** 新疆生产建设兵团: a unit of its own in capability evaluations, often written 66; not a code of GB/T 2260. */
export const XPCC_PREFIX = '66'

/** The two-digit prefixes in GB/T 2260 order. */
export const PROVINCE_PREFIXES: readonly string[] = PROVINCES.map(([prefix]) => prefix)

/** Signs that begin an ICP filing number, e.g. 浙 (31; Taiwan, Hong Kong and Macao have none). */
export const PROVINCE_SIGNS: string = PROVINCES.map(([, , sign]) => sign).join('')

/** One of the 34 prefixes of GB/T 2260 (not 66, which is practice). */
export function isProvincePrefix(prefix: string): boolean {
  return NAMES.has(prefix)
}

/** Name of the province-level unit of a prefix or of any code beginning with it. */
export function provinceName(code: string): string | undefined {
  const prefix = code.slice(0, 2)
  return prefix === XPCC_PREFIX ? '新疆生产建设兵团' : NAMES.get(prefix)
}
