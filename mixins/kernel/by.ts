/** Who has done something: a person, or another system (`kiosk`), in the role in which they did it. */
export interface By {
  readonly id: string;
  readonly role: string;
}
