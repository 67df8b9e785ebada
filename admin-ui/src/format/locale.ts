/** The page speaks English, so numbers and dates do too; the reader's own kind of English where there is one. */
export function readersLocale(languages: readonly string[] = navigator.languages): string {
  return languages.find((language) => /^en\b/.test(language)) ?? 'en-GB';
}
