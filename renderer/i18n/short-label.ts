/** Labels of areas (`บ้านหนองบัว ต.ทุ่ง อ.เมือง จ.ขอนแก่น`) without what everybody in the room knows. */

/** Without its province: a plan lies in one; only the province itself is called by it. */
export function withoutProvince(label: string): string {
  return label.replace(/\sจ\..*$/u, '')
}

/** A village alone, without its tambon, amphoe and province. */
export function villageAlone(label: string): string {
  return label.split(/\s(?=ต\.|อ\.|จ\.)/)[0] ?? label
}
