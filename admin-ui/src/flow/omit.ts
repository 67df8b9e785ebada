/** The same object without these fields, the others in their order. */
export function omit<T extends object, K extends keyof T>(object: T, ...names: K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !(names as string[]).includes(name))) as Omit<
    T,
    K
  >;
}
