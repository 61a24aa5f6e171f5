/** A run of tests that build on one another: after one fails the next ones fail at once, instead of each waiting in vain. */
export function storyTeller(): (title: string, tell: () => Promise<void>) => void {
  let lost: string | undefined;
  return (title, tell) => {
    test(title, async () => {
      if (lost !== undefined) throw new Error(`The story ended at “${lost}”.`);
      lost = title;
      await tell();
      lost = undefined;
    });
  };
}
