import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compiledContract } from "./build/compiled-contract.ts";
import { pageBudget } from "./build/page-budget.ts";
import { otherPageLimit, pageBudgets } from "./build/pages.ts";

export default defineConfig({
  plugins: [react(), compiledContract(), pageBudget(pageBudgets, otherPageLimit)],
  build: { target: "es2022", manifest: true, sourcemap: true, assetsInlineLimit: 0 },
  server: {
    port: 5173,
    proxy: {
      "/api": { target: process.env.DEV_API ?? "http://localhost:3000", changeOrigin: true },
    },
  },
});
