declare module 'virtual:words/en-US' {
  const words: Readonly<Record<string, string>>;
  export default words;
}
declare module 'virtual:words/ko-KR' {
  const words: Readonly<Record<string, string>>;
  export default words;
}
