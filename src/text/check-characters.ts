const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CITIZEN_CHECK = '10X98765432'

/** Check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2); undefined when they are not 17 digits. */
export function citizenIdCheckCharacter(seventeen: string): string | undefined {
  if (!/^\d{17}$/.test(seventeen)) return undefined
  let sum = 0
  for (let index = 0; index < 17; index++)
    sum += Number(seventeen[index]) * (CITIZEN_WEIGHTS[index] as number)
  return CITIZEN_CHECK[sum % 11]
}

/** Luhn sum (ISO/IEC 7812-1) of a string of digits holds. */
export function luhnHolds(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return digits.length > 0 && sum % 10 === 0
}

/** `YYYYMMDD`, a day of the Gregorian calendar from 1850 to 2199. */
export function isRealDate(text: string): boolean {
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(4, 6))
  const day = Number(text.slice(6, 8))
  if (!(year >= 1850 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= days
}
